using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics.Traffic;
using ProxyAware.Endpoints;
using ProxyAware.Forwarding;
using ProxyAware.Https;
using ProxyAware.Pipeline;

namespace ProxyAware.Diagnostics.Explain.Offline;

/// <summary>The whole middleware in front of an app that does nothing, for one request. It logs, counts and remembers nothing.</summary>
internal sealed class OfflinePipeline
{
    private const string EndpointNote =
        "The app's endpoints and CORS policies are not known here. Those marked AllowUnencrypted(), AllowAnyOrigin() or RequireOrigins(), and origins that CORS permits, may be answered otherwise.";

    private readonly PipelineServices _services;

    public OfflinePipeline(ProxyAwarePolicy policy, ProxyExplainerOptions settings, RequestToExplain request)
    {
        // A connection that uses TLS came to a listener that ends it.
        var listeners = ServerListeners.Of(settings.ListenAddresses ?? [], request.IsHttps);
        var traffic = new TrafficObserver(NullLogger.Instance, TimeProvider.System);
        _services = new(
            PolicyHolder.Holding(policy),
            new ServerKind { IsInMemory = request.Peer.Kind == ProxyPeerKind.InMemory },
            listeners,
            traffic,
            new OriginRefusals(NullLogger.Instance, metrics: null, traffic),
            Probes: null,
            Metrics: null,
            settings.IsDevelopment,
            NullLogger.Instance);
    }

    public async Task<ProxyExplanation> RunAsync(HttpContext context)
    {
        var wasServed = false;
        var middleware = new ProxyAwareMiddleware(
            _ =>
            {
                wasServed = true;
                return Task.CompletedTask;
            },
            PipelineStages.All,
            _services,
            EndpointProbe.None);

        // The activity of whoever asks is not that of the request.
        Activity.Current = null;
        await middleware.Invoke(context);
        var feature = (ProxyAwareFeature)context.Features.GetRequiredFeature<IProxyAwareFeature>();
        var explanation = ExplanationBuilder.Build(context, feature, _services.Listeners, wasServed);
        return EndpointsMatter(feature, wasServed) ? explanation with { Notes = [EndpointNote] } : explanation;
    }

    /// <summary>Whether an endpoint could have changed the answer: it may lift most refusals, and narrow the origins of handshakes and unsafe requests.</summary>
    private static bool EndpointsMatter(ProxyAwareFeature feature, bool wasServed) =>
        feature.OriginSubject != Origins.OriginSubject.None
        || (!wasServed && feature.Refusal?.Code is not (Codes.MalformedHeader or Codes.BadHostHeader));
}
