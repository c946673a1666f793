using ProxyAware.Forwarding;
using ProxyAware.Hosts;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>What was decided about a request on the word of its headers.</summary>
/// <param name="Client">The client's address; null where it is unknown or has none.</param>
/// <param name="ClientIsHidden">Whether the client is unknown.</param>
/// <param name="Scheme">The effective scheme.</param>
/// <param name="Host">The effective host.</param>
/// <param name="HostIsAllowed">Whether the app answers to it.</param>
/// <param name="Prefix">The path prefix that was reported.</param>
/// <param name="IsRefused">Whether the request is answered with 400 because a header cannot be read.</param>
/// <param name="PeerTrusted">Whether the peer's headers are believed.</param>
internal sealed record ProbeDecision(
    string? Client, bool ClientIsHidden, string Scheme, string? Host, bool HostIsAllowed, string? Prefix, bool IsRefused, bool PeerTrusted)
{
    public static ProbeDecision From(ProxyAwareFeature feature) => new(
        feature.ClientAddress?.ToString(),
        feature.ClientQuality == ClientQuality.Hidden,
        feature.EffectiveScheme,
        feature.EffectiveHost.Host.Value,
        feature.EffectiveHost.Verdict == HostVerdict.Accepted,
        feature.Prefix,
        feature.MalformedHeader is not null && feature.Policy.MalformedHeaders == MalformedHeaderHandling.Reject,
        feature.PeerTrusted);
}
