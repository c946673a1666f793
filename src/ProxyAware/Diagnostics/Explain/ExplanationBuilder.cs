using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Forwarding;
using ProxyAware.Https;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>
/// Tells afterwards what the middleware decided about a request. It decides nothing itself: every value is one that the middleware kept, or that the
/// same pure cores give again.
/// </summary>
internal static class ExplanationBuilder
{
    /// <param name="context">The request, after the middleware.</param>
    /// <param name="feature">What the middleware kept.</param>
    /// <param name="listeners">The app's listeners.</param>
    /// <param name="wasServed">Whether the request went on to the app; a page that shows its own request was served.</param>
    public static ProxyExplanation Build(HttpContext context, ProxyAwareFeature feature, ServerListeners listeners, bool wasServed = true)
    {
        var root = feature.Policy.Root.Decide(feature.OriginalPathBase, feature.OriginalPath, feature.Prefix);
        ExplainedDecision?[] decisions =
        [
            SchemeExplanation.Of(feature),
            HostExplanation.Of(feature),
            PortExplanation.Of(feature),
            PrefixExplanation.Of(feature),
            RootExplanation.Of(feature, root),
            ClearTextExplanation.Of(feature, listeners, wasServed),
            OriginExplanation.Of(feature, context.Request.Method, wasServed),
        ];
        return new()
        {
            Request = Request(context, feature),
            Peer = new(feature.Peer.ToString(), feature.PeerTrusted, feature.IsLocal, PeerExplanation.Of(feature)),
            Hops = [.. feature.Hops.Select(h => new ExplainedHop(h.Distance, h.Address, h.Verdict, HopExplanation.Of(h, feature)))],
            Client = ClientExplanation.Of(feature),
            Decisions = [.. decisions.OfType<ExplainedDecision>()],
            Headers = HeaderExplanation.Of(feature, context.Request.Headers),
            App = wasServed ? App(context) : null,
            Verdict = VerdictExplanation.Of(context.Response, feature, wasServed),
        };
    }

    private static ExplainedRequest Request(HttpContext context, ProxyAwareFeature feature)
    {
        var request = context.Request;
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(target))
        {
            target = UrlText.EscapePath(feature.OriginalPathBase.Add(feature.OriginalPath).Value) + request.QueryString.Value;
        }

        return new(
            SafeText.Quote(request.Method), SafeText.Quote(target), request.Protocol, feature.OriginalScheme, SafeText.Quote(feature.OriginalHost.Value ?? ""),
            feature.Peer.ToString(), feature.OriginalRemotePort);
    }

    private static ExplainedApp App(HttpContext context)
    {
        var (request, connection) = (context.Request, context.Connection);
        return new(
            connection.RemoteIpAddress?.ToString(), connection.RemotePort, request.Scheme, SafeText.Quote(request.Host.Value ?? ""),
            SafeText.Quote(request.PathBase.Value ?? ""), SafeText.Quote(request.Path.Value ?? ""));
    }
}
