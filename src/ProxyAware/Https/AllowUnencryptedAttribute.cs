namespace ProxyAware;

/// <summary>Lets an endpoint be served in clear text, for any host, and outside the root.</summary>
/// <remarks>Whatever the endpoint answers can be read and changed on the way. It is meant for health checks and the like.</remarks>
/// <param name="allowUnencrypted">Whether it is served in clear text; <see langword="false"/> takes back what a group allowed.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AllowUnencryptedAttribute(bool allowUnencrypted = true) : Attribute, IAllowUnencryptedMetadata
{
    /// <inheritdoc/>
    public bool AllowUnencrypted { get; } = allowUnencrypted;
}
