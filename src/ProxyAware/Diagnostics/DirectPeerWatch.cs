using ProxyAware.Forwarding;
using ProxyAware.Trust;

namespace ProxyAware.Diagnostics;

/// <summary>
/// With a hop count: notices that somebody reaches the app beside its proxy, and says so once. Whoever does, and sends forwarding headers,
/// chooses the address it is seen with. It belongs to one policy, and costs a flag or two once it has seen what there is to see.
/// </summary>
internal sealed class DirectPeerWatch
{
    private const string SecFetchSite = "Sec-Fetch-Site";

    // The first trusted peer that spoke of a client; an object, so that it is seen whole.
    private volatile object? _proxy;
    private volatile bool _warned;
    private int _warnings;

    public void Observe(ProxyResolution resolution, in HeaderScan scan, IHeaderDictionary headers, ILogger logger)
    {
        if (_warned)
        {
            return;
        }

        if (scan.Present != 0)
        {
            if (_proxy is null && resolution.PeerTrusted)
            {
                _proxy = resolution.Peer;
            }

            return;
        }

        if (_proxy is not ProxyPeer proxy || scan.HasVia || !IsDirect(resolution, headers) || Interlocked.Exchange(ref _warnings, 1) != 0)
        {
            return;
        }

        _warned = true;
        Log.Warning(logger, Codes.DirectPeerBesideProxy, Describe(resolution.Peer, proxy));
    }

    /// <summary>A peer on this machine is an administrator's; one where the proxy may stand is a health probe unless it is a browser.</summary>
    private static bool IsDirect(ProxyResolution resolution, IHeaderDictionary headers) =>
        resolution.Peer.Kind == ProxyPeerKind.Address
        && !resolution.Peer.IsLocal
        && (!resolution.PeerTrusted || headers.ContainsKey(SecFetchSite));

    private static string Describe(ProxyPeer direct, ProxyPeer proxy)
    {
        // A public address is never proposed for trust: it may be a client's.
        var fix = proxy.Kind == ProxyPeerKind.Address && NamedRanges.Private.Contains(proxy.Value) ? proxy.IsLocal ? NamedRanges.LoopbackName : proxy.ToString()
            : proxy.Kind == ProxyPeerKind.UnixSocket ? NamedRanges.UnixName
            : "<addresses of the proxies>";
        return $"TrustProxy is a hop count, and {direct} reached the app directly, beside the proxy {proxy}: who does that may choose the address it is seen with. "
            + $"Name the proxies instead: \"TrustProxy\": \"{fix}\"; or let nobody but them reach the app";
    }
}
