namespace ProxyAware;

/// <summary>
/// What ProxyAware decided about a request, and what stood there before. It is set before any other middleware runs and does not
/// change afterwards. Nothing of it is kept in headers, which a client could have sent as well.
/// </summary>
public interface IProxyAwareFeature
{
    /// <summary>Gets who the client is and why.</summary>
    ProxyResolution Resolution { get; }

    /// <summary>Gets whether the request was made on this machine: nothing says that it was forwarded, and every host it names is local.</summary>
    bool IsLocal { get; }

    /// <summary>
    /// Gets the scheme that the client used to reach the outermost trusted proxy (<c>http</c> or <c>https</c>): the verdict on the
    /// transport, whatever links are made of.
    /// </summary>
    string EffectiveScheme { get; }

    /// <summary>Gets the port of the peer, as the socket reports it.</summary>
    int OriginalRemotePort { get; }

    /// <summary>Gets the scheme of the app's own connection.</summary>
    string OriginalScheme { get; }

    /// <summary>Gets the host of the request as it arrived.</summary>
    HostString OriginalHost { get; }

    /// <summary>Gets the path base of the request as it arrived.</summary>
    PathString OriginalPathBase { get; }

    /// <summary>Gets the path of the request as it arrived.</summary>
    PathString OriginalPath { get; }
}
