using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Configuration;
using ProxyAware.Hosts;
using ProxyAware.Https;
using ProxyAware.Pipeline;

namespace ProxyAware.Forwarding;

/// <summary>The feature of a request. It is the resolution at the same time, so that a request costs one object.</summary>
internal sealed class ProxyAwareFeature : ProxyResolution, IProxyAwareFeature
{
    private readonly string _receivedHost;

    public ProxyAwareFeature(
        ProxyAwarePolicy policy, in HeaderScan scan, IHttpRequestFeature request, IHttpConnectionFeature connection, string receivedHost)
        : base(policy.Resolver, scan)
    {
        _receivedHost = receivedHost;
        Policy = policy;
        HasVia = scan.HasVia;
        OriginalRemotePort = connection.RemotePort;
        OriginalScheme = request.Scheme;
        OriginalPathBase = new(request.PathBase);
        OriginalPath = new(request.Path);
    }

    public ProxyResolution Resolution => this;

    public bool IsLocal { get; set; }

    public string EffectiveScheme { get; set; } = SchemeParser.Http;

    public int OriginalRemotePort { get; }

    public string OriginalScheme { get; }

    public HostString OriginalHost => HostString.FromUriComponent(_receivedHost);

    public PathString OriginalPathBase { get; }

    public PathString OriginalPath { get; }

    /// <summary>The policy by which the request is judged to its end, whatever is reloaded meanwhile.</summary>
    public ProxyAwarePolicy Policy { get; }

    public bool HasVia { get; }

    /// <summary>The decision about the host.</summary>
    public EffectiveHost EffectiveHost { get; set; }

    /// <summary>Whether the decision about the host is that it stays as it is.</summary>
    public bool HostIsAsReceived => ReferenceEquals(EffectiveHost.Host.Value, _receivedHost) || EffectiveHost.Host.Value == _receivedHost;

    /// <summary>The root that a proxy took off the request target, once it has been put into the path base.</summary>
    public UrlRoot StrippedRoot { get => field ?? UrlRoot.None; set; }

    /// <summary>What spoke against a redirect before the headers were removed; null if they were not.</summary>
    public LoopEvidence? LoopEvidence { get; set; }

    /// <summary>The jobs that have been done; each is done once.</summary>
    public PipelineStages Stages { get; set; }
}
