using ProxyAware.Diagnostics.Traffic;
using ProxyAware.Hosts;
using ProxyAware.Https;
using ProxyAware.Origins;
using ProxyAware.UrlRoots;

namespace ProxyAware.Configuration;

/// <summary>The compiled settings: immutable, replaced as a whole, and all that the request path ever reads.</summary>
internal sealed class ProxyAwarePolicy
{
    public required ProxyResolver Resolver
    {
        get;
        init
        {
            field = value;
            DirectPeers = value.Trust.Kind == ProxyTrustKind.HopCount ? new DirectPeerWatch() : null;
        }
    }

    /// <summary>With a hop count: looks out for those who come beside the proxy.</summary>
    public DirectPeerWatch? DirectPeers { get; private init; }

    /// <summary>What the traffic shows about these settings.</summary>
    public TrafficEvidence Traffic { get; } = new();

    public required MalformedHeaderHandling MalformedHeaders { get; init; }

    public required bool StripUntrustedHeaders { get; init; }

    public required HostPolicy Hosts { get; init; }

    public required RootPolicy Root { get; init; }

    public required TransportPolicy Transport { get; init; }

    public required OriginPolicy Origins { get; init; }

    public required bool AutoInsert { get; init; }

    /// <summary>What there is to say about these settings.</summary>
    public required IReadOnlyList<StartNotice> Notices { get; init; }

    /// <summary>The files they were read from, with the fingerprint of each.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}
