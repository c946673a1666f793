namespace ProxyAware;

/// <summary>Finds the upstreams of the app by name, for code that makes its own handlers, such as a forwarder factory of YARP.</summary>
public interface IUpstreamTlsProvider
{
    /// <summary>Finds an upstream.</summary>
    /// <param name="name">Its name below <c>ProxyAware:Upstreams</c>, or the one it was added under.</param>
    /// <returns>The upstream. It belongs to the provider: do not dispose it.</returns>
    /// <exception cref="ArgumentException">There is no upstream of that name.</exception>
    /// <exception cref="ProxyAwareConfigurationException">Its settings cannot be used.</exception>
    UpstreamTls GetUpstream(string name);
}
