namespace ProxyAware;

/// <summary>Which origins an endpoint accepts, in place of the app's own rule.</summary>
public interface IOriginMetadata
{
    /// <summary>Gets the origins that the endpoint accepts.</summary>
    OriginAllowlist Origins { get; }
}
