namespace ProxyAware;

/// <summary>Lets an endpoint be used from every origin: WebSocket handshakes and unsafe requests of any page in a browser.</summary>
/// <remarks>Such a page acts with the cookies of its visitor. The endpoint must not rely on them.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AllowAnyOriginAttribute : Attribute, IOriginMetadata
{
    private static readonly OriginAllowlist Any = new([], allowsAny: true);

    /// <inheritdoc/>
    public OriginAllowlist Origins => Any;
}
