using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Forwarding;

namespace ProxyAware.Pipeline;

/// <summary>The request's way through ProxyAware.</summary>
internal sealed class ProxyAwareMiddleware(RequestDelegate next, PolicyHolder policies, ServerKind server, ListenerState listeners, ILogger logger)
{
    // The order of decisions:
    //  1. Who is the peer, and is it trusted?                       Forwarding/PeerReader, Trust/
    //  2. Who is the client, which scheme and host did it use?      Forwarding/ProxyResolver
    //  3. The request is made to look as the client sent it, and
    //     whatever was not believed is removed from it.             Forwarding/ResolutionApplier, HeaderStripper
    //  4. A trusted proxy's header that cannot be read: 400.
    public Task Invoke(HttpContext context)
    {
        // Running twice would read the next element of the header, which the client wrote.
        if (context.Features.Get<IProxyAwareFeature>() is not null)
        {
            return next(context);
        }

        var policy = policies.Current;
        var resolver = policy.Resolver;
        var scan = HeaderScan.Run(resolver.Plan, context.Request.Headers);
        resolver.Resolve(PeerReader.Read(context, server.IsInMemory), scan, out var data);
        var feature = new ProxyAwareFeature(resolver, data, scan.For, context);
        context.Features.Set<IProxyAwareFeature>(feature);
        if (policy.DirectPeers is { } watch && listeners.IsOpen)
        {
            watch.Observe(feature, scan, context.Request.Headers, logger);
        }

        // A request that is refused is made the same first: what stands in front may log it, or run the pipeline again.
        ResolutionApplier.Apply(feature, context);
        if (policy.StripUntrustedHeaders)
        {
            HeaderStripper.Strip(resolver.Plan, scan, data, context.Request.Headers);
        }

        if (data.MalformedHeader is not null && policy.MalformedHeaders == MalformedHeaderHandling.Reject)
        {
            Log.MalformedHeader(logger, feature);
            return Refusal.MalformedHeader.WriteAsync(context);
        }

        return next(context);
    }
}
