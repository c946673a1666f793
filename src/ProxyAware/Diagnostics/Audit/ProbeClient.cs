using ProxyAware.Forwarding;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>To whom a token was given.</summary>
/// <param name="Address">The client's address; null where it has none or is not known.</param>
/// <param name="Quality">How it is known.</param>
internal sealed record ProbeClient(string? Address, ClientQuality Quality)
{
    public static ProbeClient From(ProxyAwareFeature feature) => new(feature.ClientAddress?.ToString(), feature.ClientQuality);
}
