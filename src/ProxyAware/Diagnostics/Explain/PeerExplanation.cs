using ProxyAware.Forwarding;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>Why the peer is trusted or not.</summary>
internal static class PeerExplanation
{
    public static string Of(ProxyAwareFeature feature)
    {
        var trust = feature.Policy.Resolver.Trust;
        return trust.Kind switch
        {
            ProxyTrustKind.Nobody => "The settings trust nobody.",
            ProxyTrustKind.Anybody => "TrustProxy is 'any': whoever connects is believed.",
            ProxyTrustKind.HopCount when feature.PeerTrusted => $"TrustProxy is a hop count of {trust.HopCount}, and the peer is one of HopPeers ({List(trust)}).",
            ProxyTrustKind.HopCount => $"TrustProxy is a hop count, and the peer is none of HopPeers ({List(trust)}).",
            _ when ReferenceEquals(trust, ProxyTrust.Loopback) =>
                $"TrustProxy is not set, and another setting speaks of a proxy: one on this machine is trusted, {(feature.PeerTrusted ? "and the peer is on it" : "and the peer is not on it")}.",
            _ => feature.PeerTrusted ? $"TrustProxy names it ({List(trust)})." : $"TrustProxy does not name it ({List(trust)}).",
        };
    }

    /// <summary>The list as it is configured; one of thousands of ranges is cut.</summary>
    private static string List(ProxyTrust trust) => SafeText.Quote(trust.Peers.ToString());
}
