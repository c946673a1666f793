using ProxyAware.Addresses;
using ProxyAware.Forwarding;
using ProxyAware.Trust;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>What a request would have been if its peer were trusted: the difference that a change of one setting would make.</summary>
internal static class WhatIfTrusted
{
    /// <summary>Client and scheme as one text; only what was parsed, never what was sent.</summary>
    public static string Describe(ProxyAwareFeature feature, in HeaderScan scan)
    {
        var actual = feature.Policy.Resolver;
        var trust = actual.Trust.Kind == ProxyTrustKind.HopCount
            ? new ProxyTrust(ProxyTrustKind.HopCount, PeerSet.Anybody, actual.Trust.HopCount)
            : new ProxyTrust(ProxyTrustKind.Addresses, With(actual.Trust.Peers, feature.Peer));
        var data = default(ResolutionData);
        new ProxyResolver(trust, actual.Plan).Resolve(feature.Peer, scan, ref data, out _);
        var client = data.Quality switch
        {
            ClientQuality.Proxied => data.ClientAddress!.ToString(),
            ClientQuality.Hidden => "unknown",
            _ => feature.Peer.ToString(),
        };
        var scheme = feature.Policy.Transport.EffectiveScheme(peerTrusted: true, data.Scheme, feature.OriginalScheme);
        return $"client {client} over {scheme} instead of {feature.Peer} over {feature.EffectiveScheme}";
    }

    private static PeerSet With(PeerSet peers, ProxyPeer peer)
    {
        var range = peer.Kind == ProxyPeerKind.Address ? [AddressRange.Single(peer.Value)] : Array.Empty<AddressRange>();
        return new(
            new AddressSet([.. peers.Addresses.Ranges, .. range]),
            unixSocket: peer.Kind == ProxyPeerKind.UnixSocket || peers.Contains(ProxyPeer.UnixSocket),
            inMemory: peer.Kind == ProxyPeerKind.InMemory || peers.Contains(ProxyPeer.InMemory),
            text: "");
    }
}
