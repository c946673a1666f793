using ProxyAware.Forwarding;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>Why a hop got its verdict.</summary>
internal static class HopExplanation
{
    public static string Of(ProxyHop hop, ProxyAwareFeature feature)
    {
        var trust = feature.Policy.Resolver.Trust;
        return hop.Verdict switch
        {
            ProxyHopVerdict.Trusted => trust.Kind == ProxyTrustKind.HopCount
                ? $"Hop {hop.Distance + 1} of {trust.HopCount} that are trusted: what it wrote about the next one is believed."
                : "A trusted proxy: what it wrote about the next one is believed.",
            ProxyHopVerdict.Untrusted when hop.Distance == 0 => "Not a trusted proxy, so the client itself: what it says about another is not read.",
            ProxyHopVerdict.Untrusted => trust.Kind == ProxyTrustKind.HopCount
                ? $"The hop count of {trust.HopCount} ends here: this is the client, and nothing further left is looked at."
                : "The first address that is not trusted: this is the client, and nothing further left is looked at.",
            ProxyHopVerdict.Last when hop.Distance == 0 => "A trusted proxy that named no client, or whose word about it is not read.",
            ProxyHopVerdict.Last => feature.Policy.Resolver.Plan.ForIsList ? "The last element there is: this is the client." : "The one address that the header holds: this is the client.",
            ProxyHopVerdict.Hidden => "A proxy hid it, so the client is unknown.",
            _ => "It cannot be read, so the client is unknown.",
        };
    }
}
