using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Hosts;
using ProxyAware.Https;
using ProxyAware.Origins;
using ProxyAware.Pipeline;

namespace ProxyAware.Forwarding;

/// <summary>The feature of a request. It is the resolution at the same time, so that a request costs one object.</summary>
internal sealed class ProxyAwareFeature : ProxyResolution, IProxyAwareFeature
{
    private StrippedHeaders _stripped;
    private bool _isStripped;
    private DecisionTrace? _trace;

    public ProxyAwareFeature(
        ProxyAwarePolicy policy, in HeaderScan scan, IHttpRequestFeature request, IHttpConnectionFeature connection, string receivedHost)
        : base(policy.Resolver, scan)
    {
        ReceivedHost = receivedHost;
        Policy = policy;
        HasVia = scan.HasVia;
        HasWebSocketKey = scan.HasWebSocketKey;
        PresentHeaders = scan.Present;
        OriginalRemotePort = connection.RemotePort;
        OriginalScheme = request.Scheme;
        OriginalPathBase = new(request.PathBase);
        OriginalPath = new(request.Path);
    }

    public ProxyResolution Resolution => this;

    /// <summary>The <c>Host</c> header as it arrived.</summary>
    public string ReceivedHost { get; }

    public bool IsLocal { get; set; }

    public string EffectiveScheme { get; set; } = SchemeParser.Http;

    public int OriginalRemotePort { get; }

    public string OriginalScheme { get; }

    public HostString OriginalHost => HostString.FromUriComponent(ReceivedHost);

    public PathString OriginalPathBase { get; }

    public PathString OriginalPath { get; }

    /// <summary>The policy by which the request is judged to its end, whatever is reloaded meanwhile.</summary>
    public ProxyAwarePolicy Policy { get; }

    public bool HasVia { get; }

    public bool HasWebSocketKey { get; }

    /// <summary>The decision about the host.</summary>
    public EffectiveHost EffectiveHost { get; set; }

    /// <summary>Whether the decision about the host is that it stays as it is.</summary>
    public bool HostIsAsReceived => ReferenceEquals(EffectiveHost.Host.Value, ReceivedHost) || EffectiveHost.Host.Value == ReceivedHost;

    /// <summary>The root that a proxy took off the request target, once it has been put into the path base.</summary>
    public UrlRoot StrippedRoot { get => field ?? UrlRoot.None; set; }

    /// <summary>The jobs that have been done; each is done once.</summary>
    public PipelineStages Stages { get; set; }

    /// <summary>The forwarding headers that were on the request: a bit for each by its place among the names.</summary>
    public ulong PresentHeaders { get; }

    /// <summary>What became of them; null if they are still as they arrived.</summary>
    public StrippedHeaders? Stripped => _isStripped ? _stripped : null;

    /// <summary>What spoke against a redirect before the headers were removed; null if they were not.</summary>
    public LoopEvidence? LoopEvidence { get => _trace?.LoopEvidence; set => Trace.LoopEvidence = value; }

    /// <summary>Why clear text may be served here although it is refused elsewhere, as far as that was asked.</summary>
    public ClearTextExemption Exemption { get => _trace?.Exemption ?? default; set => Trace.Exemption = value; }

    /// <summary>What made the request subject to the origin check.</summary>
    public OriginSubject OriginSubject { get => _trace?.OriginSubject ?? default; set => Trace.OriginSubject = value; }

    /// <summary>The last word on its origin.</summary>
    public OriginCheck OriginCheck { get => _trace?.OriginCheck ?? default; set => Trace.OriginCheck = value; }

    /// <summary>The refusal with which ProxyAware answered the request; null if it did not refuse it.</summary>
    public Refusal? Refusal { get => _trace?.Refusal; set => Trace.Refusal = value; }

    private DecisionTrace Trace => _trace ??= new();

    public void SetStripped(in StrippedHeaders stripped)
    {
        _stripped = stripped;
        _isStripped = true;
    }

    /// <summary>What few requests have: kept apart, so that the others are no larger for it. All but the first decides nothing; it is kept to tell afterwards what was decided.</summary>
    private sealed class DecisionTrace
    {
        public LoopEvidence? LoopEvidence { get; set; }

        public ClearTextExemption Exemption { get; set; }

        public OriginSubject OriginSubject { get; set; }

        public OriginCheck OriginCheck { get; set; }

        public Refusal? Refusal { get; set; }
    }
}
