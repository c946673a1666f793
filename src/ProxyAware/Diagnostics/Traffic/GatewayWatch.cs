using System.Net;
using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Addresses;
using ProxyAware.Trust;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>
/// Notices that everybody comes from one private address and nobody speaks of clients: not a proxy but a translation of addresses, as container
/// runtimes do it, which no setting can undo. It looks at the first few hundred requests and is done.
/// </summary>
internal sealed class GatewayWatch
{
    private const int MaxRequests = 500;

    private const int Visitors = 4;

    private const int VisitorsOfGateway = 2;

    private const int RequestsOfGateway = 20;

    private readonly Lock _gate = new();
    private readonly HashSet<int> _visitors = [];
    private NetAddress? _peer;
    private int _requests;
    private volatile bool _done;

    /// <summary>Nothing is left to learn.</summary>
    public bool IsDone => _done;

    /// <summary>Somebody speaks of clients, so there is a proxy.</summary>
    public void Disprove()
    {
        // Read first: what every request writes, every processor waits for.
        if (!_done)
        {
            _done = true;
        }
    }

    /// <summary>Looks at a request without any forwarding header.</summary>
    /// <returns>Whether all there was so far looks like one gateway.</returns>
    public bool Observe(in ProxyPeer peer, IHttpRequestFeature request)
    {
        if (_done || peer.Kind != ProxyPeerKind.Address || peer.IsLocal)
        {
            return false;
        }

        lock (_gate)
        {
            _peer ??= peer.Value;
            if (_peer != peer.Value || !NamedRanges.Private.Contains(peer.Value))
            {
                // A second address, or a public one: clients are told apart.
                _done = true;
                return false;
            }

            _done = ++_requests >= MaxRequests;
            var headers = request.Headers;
            if (_visitors.Count < Visitors)
            {
                _visitors.Add(HashCode.Combine(headers.UserAgent.ToString(), headers.AcceptLanguage.ToString(), headers.Cookie.ToString()));
            }

            return _visitors.Count >= Visitors
                || (IsGateway(peer.Address!) && (_visitors.Count >= VisitorsOfGateway || _requests >= RequestsOfGateway));
        }
    }

    /// <summary>The address that bridges of container runtimes and user-mode networks give themselves.</summary>
    private static bool IsGateway(IPAddress address) => address.ToString() is var text && (text.EndsWith(".1", StringComparison.Ordinal) || text is "10.0.2.2" or "10.0.2.100");
}
