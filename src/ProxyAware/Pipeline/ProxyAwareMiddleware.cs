using ProxyAware.Diagnostics;
using ProxyAware.Endpoints;
using ProxyAware.Forwarding;
using ProxyAware.Hosts;
using ProxyAware.Https;
using ProxyAware.Origins;
using ProxyAware.UrlRoots;

namespace ProxyAware.Pipeline;

/// <summary>The request's way through ProxyAware.</summary>
internal sealed class ProxyAwareMiddleware(RequestDelegate next, PipelineStages stages, PipelineServices services, EndpointProbe probe)
{
    // The order of decisions:
    //  1. Who is the peer, and is it trusted?                       Forwarding/PeerReader, Trust/
    //  2. Who is the client, which scheme and host did it use?      Forwarding/ProxyResolver
    //  3. A trusted proxy's header that cannot be read: 400.
    //  4. Which scheme and host are in effect?                      Https/TransportPolicy, Hosts/EffectiveHost
    //  5. Which part of the path is the app's?                      UrlRoots/RootPolicy
    //  6. May its origin open a WebSocket or change something?      Origins/OriginGate
    //  7. Is any of it refused? Host 400, outside the root 404,
    //     origin 403, clear text 307 or 403, unless it is exempt.   Pipeline/ExceptionalRequest
    //  8. The request is made to look as the client sent it, and
    //     whatever was not believed is removed from it.             Forwarding/, HeaderStripper
    public Task Invoke(HttpContext context)
    {
        // Running twice would read the next element of the header, which the client wrote.
        var feature = context.Features.Get<IProxyAwareFeature>() as ProxyAwareFeature;
        var todo = feature is null ? stages : stages & ~feature.Stages;
        if (todo == PipelineStages.None)
        {
            return next(context);
        }

        return feature is null ? Resolve(context, todo) : Continue(context, feature, todo);
    }

    private Task Resolve(HttpContext context, PipelineStages todo)
    {
        var policy = services.Policies.Current;
        var request = context.Request;
        var scan = HeaderScan.Run(policy.Resolver.Plan, request.Headers);
        policy.Resolver.Resolve(PeerReader.Read(context, services.Server.IsInMemory), scan, out var data);
        var isLocal = LocalRequest.Is(data.Peer, data.WasForwarded, scan.HasVia, request);
        var scheme = policy.Transport.EffectiveScheme(data.PeerTrusted, data.Scheme, request.Scheme);

        // The header itself: Request.Host would give an international name in the letters people read, which is no longer what was sent.
        var host = EffectiveHost.Decide(policy.Hosts, data.Host ?? request.Headers.Host.ToString(), data.Port, scheme, isLocal);
        var feature = new ProxyAwareFeature(policy, data, scan, context) { IsLocal = isLocal, EffectiveScheme = scheme, EffectiveHost = host };
        context.Features.Set<IProxyAwareFeature>(feature);
        services.Traffic.Observe(feature, scan, context);
        services.Metrics?.Resolved(feature.Reason);
        RequestActivity.Tag(feature);
        if (policy.DirectPeers is { } watch && services.Listeners.IsOpen && watch.Observe(feature, scan, services.Logger))
        {
            services.Traffic.DirectBesideProxy(feature, context);
        }

        // Also where the request is refused: what stands in front may log it, and must not take a proxy for the client.
        RequestApplier.ApplyClient(feature, context);
        RequestApplier.ApplySchemeAndHost(feature, request);
        if (IsMalformed(feature))
        {
            Strip(context, feature, scan, data);
            return RefuseMalformed(context, feature);
        }

        return Continue(context, feature, todo, scan, data);
    }

    /// <summary>The jobs after the first, on a request that another instance has resolved and stripped already.</summary>
    private Task Continue(HttpContext context, ProxyAwareFeature feature, PipelineStages todo) =>
        IsMalformed(feature) ? RefuseMalformed(context, feature) : Continue(context, feature, todo, default, default);

    private Task Continue(HttpContext context, ProxyAwareFeature feature, PipelineStages todo, in HeaderScan scan, in ResolutionData data)
    {
        feature.Stages |= todo;
        var policy = feature.Policy;
        var root = (todo & PipelineStages.UrlRoot) != 0
            ? policy.Root.Decide(context.Request.PathBase, context.Request.Path, feature.Prefix)
            : new RootDecision(RootPlacement.Inside, UrlRoot.None, context.Request.Path, Stripped: false);
        var refused = (todo & PipelineStages.Https) != 0
            && feature.EffectiveScheme != SchemeParser.Https
            && !feature.IsLocal
            && policy.Transport.Refuses(services.Listeners);
        var hostIsJudged = (todo & PipelineStages.TrustedProxies) != 0 && feature.EffectiveHost.Verdict != HostVerdict.Accepted;

        var subject = (todo & PipelineStages.Origins) != 0 && policy.Origins.Mode != OriginMode.Off ? OriginGate.SubjectOf(context, feature) : OriginSubject.None;
        var origin = subject == OriginSubject.None ? default : OriginGate.Judge(subject, context, feature, services.IsDevelopment);
        if (subject != OriginSubject.None)
        {
            feature.OriginSubject = subject;
            feature.OriginCheck = origin;
        }

        var originIsAsked = subject != OriginSubject.None && (!origin.Allowed || probe.AnyRequiresOrigins);

        // The headers are still as they arrived: what explains a refusal must not be removed before.
        if (hostIsJudged || refused || originIsAsked || root.Placement != RootPlacement.Inside)
        {
            return Exceptional(context, new(context, feature, root, hostIsJudged, refused, subject, origin, services, probe), scan, data);
        }

        if (!root.Root.IsNone)
        {
            services.Traffic.ObserveRoot(feature, root.Root.TryMatch(root.Path, out _), context);
        }

        RequestApplier.ApplyRoot(root, feature, context);
        Strip(context, feature, scan, data);
        return next(context);
    }

    private async Task Exceptional(HttpContext context, ExceptionalRequest exceptional, HeaderScan scan, ResolutionData data)
    {
        if (await exceptional.DecideAsync() is not { } root)
        {
            return;
        }

        RequestApplier.ApplyRoot(root, exceptional.Feature, context);
        Strip(context, exceptional.Feature, scan, data);
        await next(context);
    }

    private static bool IsMalformed(ProxyAwareFeature feature) =>
        feature.MalformedHeader is not null && feature.Policy.MalformedHeaders == MalformedHeaderHandling.Reject;

    private Task RefuseMalformed(HttpContext context, ProxyAwareFeature feature)
    {
        Log.MalformedHeader(services.Logger, feature);
        feature.Refusal = Refusal.MalformedHeader;
        services.Metrics?.Refused(feature.Refusal);
        RequestActivity.TagRefusal(feature.Refusal.Code);
        return feature.Refusal.WriteAsync(context);
    }

    private static void Strip(HttpContext context, ProxyAwareFeature feature, in HeaderScan scan, in ResolutionData data)
    {
        if (!feature.Policy.StripUntrustedHeaders || scan.Present == 0)
        {
            return;
        }

        // Where the refusal of clear text is placed further back by hand, what would explain it must be kept now.
        if ((feature.Stages & PipelineStages.Https) == 0 && feature.EffectiveScheme != SchemeParser.Https)
        {
            feature.LoopEvidence = LoopEvidence.Find(feature, context.Request.Headers);
        }

        feature.Stripped = HeaderStripper.Strip(feature.Policy.Resolver.Plan, scan, data, context.Request.Headers);
    }
}
