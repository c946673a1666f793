using ProxyAware.Configuration;
using ProxyAware.Hosts;
using ProxyAware.Https;
using ProxyAware.Pipeline;

namespace ProxyAware.Forwarding;

/// <summary>The feature of a request. It is the resolution at the same time, so that a request costs one object.</summary>
internal sealed class ProxyAwareFeature : ProxyResolution, IProxyAwareFeature
{
    public ProxyAwareFeature(ProxyAwarePolicy policy, in ResolutionData data, in HeaderScan scan, HttpContext context)
        : base(policy.Resolver, data, policy.Resolver.Plan.ForIsForwarded ? scan.Forwarded : scan.For)
    {
        var request = context.Request;
        Policy = policy;
        HasVia = scan.HasVia;
        HasFetchSite = scan.HasFetchSite;
        HasWebSocketKey = scan.HasWebSocketKey;
        OriginalRemotePort = context.Connection.RemotePort;
        OriginalScheme = request.Scheme;
        OriginalHost = request.Host;
        OriginalPathBase = request.PathBase;
        OriginalPath = request.Path;
    }

    public ProxyResolution Resolution => this;

    public bool IsLocal { get; init; }

    public required string EffectiveScheme { get; init; }

    public int OriginalRemotePort { get; }

    public string OriginalScheme { get; }

    public HostString OriginalHost { get; }

    public PathString OriginalPathBase { get; }

    public PathString OriginalPath { get; }

    /// <summary>The policy by which the request is judged to its end, whatever is reloaded meanwhile.</summary>
    public ProxyAwarePolicy Policy { get; }

    public bool HasVia { get; }

    public bool HasFetchSite { get; }

    public bool HasWebSocketKey { get; }

    /// <summary>The decision about the host.</summary>
    public EffectiveHost EffectiveHost { get; init; }

    /// <summary>The root that a proxy took off the request target, once it has been put into the path base.</summary>
    public UrlRoot StrippedRoot { get; set; } = UrlRoot.None;

    /// <summary>What spoke against a redirect before the headers were removed; null if they were not.</summary>
    public LoopEvidence? LoopEvidence { get; set; }

    /// <summary>The jobs that have been done; each is done once.</summary>
    public PipelineStages Stages { get; set; }
}
