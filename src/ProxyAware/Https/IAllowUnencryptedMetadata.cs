namespace ProxyAware;

/// <summary>Marks an endpoint that is served in clear text, for any host, and outside the root: a health check, for example.</summary>
public interface IAllowUnencryptedMetadata
{
    /// <summary>Gets whether it is.</summary>
    bool AllowUnencrypted { get; }
}
