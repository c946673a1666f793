using Microsoft.AspNetCore.Http;
using ProxyAware.Diagnostics;
using ProxyAware.Forwarding;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Diagnostics.Explain;

/// <summary>All that is decided about a request, as one text: once as the live middleware left it, once as it was explained.</summary>
internal static class WholeDecision
{
    /// <param name="context">A request that went through the middleware of a live app.</param>
    /// <param name="served">Whether the app saw it.</param>
    public static string Of(HttpContext context, bool served)
    {
        var feature = (ProxyAwareFeature)context.Features.Get<IProxyAwareFeature>()!;
        var (connection, request) = (context.Connection, context.Request);
        return $"peer {feature.Peer} {feature.PeerTrusted} {feature.IsLocal}, client {feature.ClientAddress?.ToString() ?? "-"} {(feature.ClientQuality == ClientQuality.Hidden ? 0 : connection.RemotePort)}"
            + $" {feature.ClientQuality} {feature.Reason}, hops {Requests.Describe(feature.Hops)}, scheme {feature.EffectiveScheme}, host {feature.EffectiveHost.Host.Host}"
            + (served ? $", app {connection.RemoteIpAddress} {connection.RemotePort} {request.Scheme} {Quote(request.Host.Value)} {Quote(request.PathBase.Value)} {Quote(request.Path.Value)}" : ", app -");
    }

    public static string Of(ProxyExplanation explanation)
    {
        var (peer, client, app) = (explanation.Peer, explanation.Client, explanation.App);
        return $"peer {peer.Name} {peer.Trusted} {peer.IsLocal}, client {client.Address ?? "-"} {client.Port}"
            + $" {client.Quality} {client.Cause}, hops {string.Join(", ", explanation.Hops.Select(h => $"{h.Distance} {h.Address ?? "-"} {h.Verdict}"))}, scheme {Value(explanation, ExplainedSubject.Scheme)}, host {Value(explanation, ExplainedSubject.Host)}"
            + (app is null ? ", app -" : $", app {app.RemoteAddress} {app.RemotePort} {app.Scheme} {app.Host} {app.PathBase} {app.Path}");
    }

    /// <param name="status">The status of an answer; 200 is the app's.</param>
    /// <param name="location">Where it leads.</param>
    /// <param name="body">Its body, which begins with the code of a refusal; the length of a chunk may stand before it.</param>
    /// <param name="method">The method; an answer to HEAD has no body.</param>
    public static string Answer(int status, string? location, string body, string method) =>
        status == 200 ? "served" : $"{status} {location} {(method == "HEAD" ? "" : body.IndexOf("PA", StringComparison.Ordinal) is >= 0 and < 6 and var start ? body.Substring(start, 6) : "-")}";

    public static string Answer(ExplainedVerdict verdict, string method) =>
        verdict.Outcome == ExplainedOutcome.Served ? "served" : $"{verdict.Status} {verdict.Location} {(method == "HEAD" ? "" : verdict.Code ?? "-")}";

    private static string? Value(ProxyExplanation explanation, ExplainedSubject what) => explanation.Decisions.Single(d => d.What == what).Value;

    private static string Quote(string? text) => SafeText.Quote(text ?? "");
}
