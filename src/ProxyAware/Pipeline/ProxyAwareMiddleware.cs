using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Traffic;
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
    //  3. Which scheme and host are in effect?                      Https/TransportPolicy, Hosts/EffectiveHost
    //     A probe of the audit is answered here. Client, scheme
    //     and host of the request are set.                          Pipeline/RequestApplier
    //  4. A trusted proxy's header that cannot be read: 400.
    //  5. Which part of the path is the app's?                      UrlRoots/RootPolicy
    //  6. May its origin open a WebSocket or change something?      Origins/OriginGate
    //  7. Is any of it refused? Host 400, outside the root 404,
    //     origin 403, clear text 307 or 403, unless it is exempt.   Pipeline/ExceptionalRequest
    //  8. Path base and path are set, and whatever was not
    //     believed is removed.                                      Pipeline/RequestApplier, Forwarding/HeaderStripper
    public Task Invoke(HttpContext context)
    {
        // Running twice would read the next element of the header, which the client wrote.
        var feature = context.Features[typeof(IProxyAwareFeature)] as ProxyAwareFeature;
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
        var request = context.RequestFeature();
        var connection = context.ConnectionFeature();
        var headers = request.Headers;
        var scan = HeaderScan.Run(policy.Resolver.Plan, headers);

        // The header itself: Request.Host would give an international name in the letters people read, which is no longer what was sent.
        var receivedHost = headers.Host.ToString();
        var feature = new ProxyAwareFeature(policy, scan, request, connection, receivedHost);
        policy.Resolver.Resolve(PeerReader.Read(connection, context, services.Server.IsInMemory), scan, ref feature.Data, out var accepted);
        feature.IsLocal = LocalRequest.Is(feature.Peer, feature.WasForwarded, scan.HasVia, headers);
        feature.EffectiveScheme = policy.Transport.EffectiveScheme(feature.PeerTrusted, feature.Scheme, request.Scheme);
        feature.EffectiveHost = EffectiveHost.Decide(policy.Hosts, feature.Host ?? receivedHost, feature.Data.Port, feature.EffectiveScheme, feature.IsLocal);
        context.Features[typeof(IProxyAwareFeature)] = feature;
        if (services.Probes is { IsLive: true } probes && probes.TryAnswer(context, feature, out var answer))
        {
            return answer;
        }

        services.Traffic.Observe(feature, scan, request, context);
        services.Metrics?.Resolved(feature.Reason);
        RequestActivity.Tag(feature);
        if (policy.DirectPeers is { } watch && services.Listeners.IsOpen && watch.Observe(feature, scan, headers, services.Logger))
        {
            services.Traffic.DirectBesideProxy(feature, context);
        }

        // Also where the request is refused: what stands in front may log it, and must not take a proxy for the client.
        RequestApplier.ApplyClient(feature, connection);
        RequestApplier.ApplySchemeAndHost(feature, request);
        if (IsMalformed(feature))
        {
            Strip(request, feature, scan, accepted);
            return RefuseMalformed(context, feature);
        }

        return Continue(context, request, feature, todo, scan, accepted);
    }

    /// <summary>The jobs after the first, on a request that another instance has resolved and stripped already.</summary>
    private Task Continue(HttpContext context, ProxyAwareFeature feature, PipelineStages todo) =>
        IsMalformed(feature) ? RefuseMalformed(context, feature) : Continue(context, context.RequestFeature(), feature, todo, default, default);

    private Task Continue(
        HttpContext context, IHttpRequestFeature request, ProxyAwareFeature feature, PipelineStages todo, in HeaderScan scan, in AcceptedElements accepted)
    {
        feature.Stages |= todo;
        var policy = feature.Policy;
        var root = (todo & PipelineStages.UrlRoot) != 0
            ? policy.Root.Decide(new(request.PathBase), new(request.Path), feature.Prefix)
            : new RootDecision(RootPlacement.Inside, UrlRoot.None, new(request.Path), Stripped: false);
        var refused = (todo & PipelineStages.Https) != 0
            && feature.EffectiveScheme != SchemeParser.Https
            && !feature.IsLocal
            && policy.Transport.Refuses(services.Listeners);
        var hostIsJudged = (todo & PipelineStages.TrustedProxies) != 0 && feature.EffectiveHost.Verdict != HostVerdict.Accepted;

        var subject = (todo & PipelineStages.Origins) != 0 && policy.Origins.Mode != OriginMode.Off ? OriginGate.SubjectOf(context, request, feature) : OriginSubject.None;
        var origin = subject == OriginSubject.None ? default : OriginGate.Judge(subject, context, feature, services.IsDevelopment);
        if (subject != OriginSubject.None)
        {
            feature.OriginSubject = subject;
            feature.OriginCheck = origin;
            if (origin.Allowed)
            {
                OwnPages.Allowed(origin, feature, request.Headers, services.IsDevelopment);
            }
        }

        var originIsAsked = subject != OriginSubject.None && (!origin.Allowed || probe.AnyRequiresOrigins);

        // The headers are still as they arrived: what explains a refusal must not be removed before.
        if (hostIsJudged || refused || originIsAsked || root.Placement != RootPlacement.Inside)
        {
            return Exceptional(context, new(context, feature, root, hostIsJudged, refused, subject, origin, services, probe), scan, accepted);
        }

        if (!root.Root.IsNone)
        {
            services.Traffic.ObserveRoot(feature, root.Root.TryMatch(root.Path, out _), context);
        }

        RequestApplier.ApplyRoot(root, feature, context, request);
        Strip(request, feature, scan, accepted);
        return next(context);
    }

    private async Task Exceptional(HttpContext context, ExceptionalRequest exceptional, HeaderScan scan, AcceptedElements accepted)
    {
        if (await exceptional.DecideAsync() is not { } root)
        {
            return;
        }

        var request = context.RequestFeature();
        RequestApplier.ApplyRoot(root, exceptional.Feature, context, request);
        Strip(request, exceptional.Feature, scan, accepted);
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

    private static void Strip(IHttpRequestFeature request, ProxyAwareFeature feature, in HeaderScan scan, in AcceptedElements accepted)
    {
        if (!feature.Policy.StripUntrustedHeaders || scan.Present == 0)
        {
            return;
        }

        // Where the refusal of clear text is placed further back by hand, what would explain it must be kept now.
        if ((feature.Stages & PipelineStages.Https) == 0 && feature.EffectiveScheme != SchemeParser.Https)
        {
            feature.LoopEvidence = LoopEvidence.Find(feature, request.Headers);
        }

        feature.SetStripped(HeaderStripper.Strip(feature.Policy.Resolver.Plan, scan, accepted, request.Headers));
    }
}
