using ProxyAware.Addresses;
using ProxyAware.Trust;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>
/// What to write so that a peer is trusted. A public address is never proposed: it may be anybody's, and whoever pastes the line would hand
/// that party the power to choose addresses.
/// </summary>
internal static class TrustSuggestion
{
    private const string Placeholder = "<addresses of the proxies>";

    // The widest network that a few neighbours are taken for.
    private const int NeighbourBitsV4 = 24;

    private const int NeighbourBitsV6 = 64;

    /// <summary>The line for the peers that were seen, beside those that are trusted already.</summary>
    public static string Line(IEnumerable<ProxyPeer> peers, ProxyTrust trust)
    {
        var names = Names([.. peers.Distinct()]);
        var known = trust.Kind == ProxyTrustKind.Addresses ? $"{trust}, " : "";
        return $"\"{nameof(ProxyAwareOptions.TrustProxy)}\": \"{known}{names}\"";
    }

    /// <summary>The token for one peer.</summary>
    public static string Name(in ProxyPeer peer) => peer.Kind switch
    {
        ProxyPeerKind.Address when peer.IsLocal => NamedRanges.LoopbackName,
        ProxyPeerKind.Address when NamedRanges.Private.Contains(peer.Value) => peer.ToString(),
        ProxyPeerKind.UnixSocket => NamedRanges.UnixName,
        ProxyPeerKind.InMemory => NamedRanges.LoopbackName,
        _ => Placeholder,
    };

    private static string Names(IReadOnlyList<ProxyPeer> peers)
    {
        // Replicas of one proxy are neighbours that come and go; a list of today's would be wrong tomorrow.
        if (peers.Count > 1 && peers.All(p => p.Kind == ProxyPeerKind.Address && !p.IsLocal && NamedRanges.Private.Contains(p.Value)))
        {
            var isIPv4 = peers[0].Value.IsIPv4;
            var bits = isIPv4 ? NeighbourBitsV4 : NeighbourBitsV6;
            var network = AddressRange.FromPrefix(peers[0].Value, bits);
            if (peers.All(p => p.Value.IsIPv4 == isIPv4 && AddressRange.FromPrefix(p.Value, bits) == network))
            {
                return $"{network.First}/{bits}";
            }
        }

        return string.Join(", ", peers.Select(p => Name(p)).Distinct(StringComparer.Ordinal));
    }
}
