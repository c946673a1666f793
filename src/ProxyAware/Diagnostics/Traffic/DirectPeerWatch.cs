using ProxyAware.Forwarding;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>
/// With a hop count: notices that somebody reaches the app beside its proxy, and says so once. Whoever does, and sends forwarding headers,
/// chooses the address it is seen with. It belongs to one policy, and costs a flag or two once it has seen what there is to see.
/// </summary>
internal sealed class DirectPeerWatch
{
    // The first trusted peer that spoke of a client; an object, so that it is seen whole.
    private volatile object? _proxy;
    private int _warnings;

    /// <returns>Whether the request came beside the proxy.</returns>
    public bool Observe(ProxyResolution resolution, in HeaderScan scan, IHeaderDictionary headers, ILogger logger)
    {
        if (scan.Present != 0)
        {
            if (_proxy is null && resolution.PeerTrusted)
            {
                _proxy = resolution.Peer;
            }

            return false;
        }

        if (_proxy is not ProxyPeer proxy || scan.HasVia || !IsDirect(resolution, headers))
        {
            return false;
        }

        if (Volatile.Read(ref _warnings) == 0 && Interlocked.Exchange(ref _warnings, 1) == 0)
        {
            Log.Warning(logger, Codes.DirectPeerBesideProxy, Describe(resolution.Peer, proxy));
        }

        return true;
    }

    /// <summary>A peer on this machine is an administrator's; one where the proxy may stand is a health probe unless it is a browser.</summary>
    private static bool IsDirect(ProxyResolution resolution, IHeaderDictionary headers) =>
        resolution.Peer.Kind == ProxyPeerKind.Address
        && !resolution.Peer.IsLocal
        && (!resolution.PeerTrusted || BrowserMarks.HasFetchSite(headers));

    private static string Describe(ProxyPeer direct, ProxyPeer proxy)
    {
        return $"TrustProxy is a hop count, and {direct} reached the app directly, beside the proxy {proxy}: who does that may choose the address it is seen with. "
            + $"Name the proxies instead: \"TrustProxy\": \"{TrustSuggestion.Name(proxy)}\"; or let nobody but them reach the app";
    }
}
