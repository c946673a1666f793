using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Forwarding;
using ProxyAware.Hosts;
using ProxyAware.Pipeline;

namespace ProxyAware.Origins;

/// <summary>The origin check on a request, as far as it can be made without asking for the endpoint.</summary>
internal static class OriginGate
{
    public static OriginSubject SubjectOf(HttpContext context, IHttpRequestFeature request, ProxyAwareFeature feature)
    {
        if (WebSocketHandshake.Is(context, request) || (feature.HasWebSocketKey && WebSocketHandshake.LostItsUpgrade(context.Request)))
        {
            return OriginSubject.Handshake;
        }

        var method = request.Method;
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method) || HttpMethods.IsConnect(method)
            ? OriginSubject.None
            : OriginSubject.UnsafeMethod;
    }

    /// <summary>Judges by the app's own rule.</summary>
    public static OriginCheck Judge(OriginSubject subject, HttpContext context, ProxyAwareFeature feature, bool isDevelopment) =>
        Judge(subject, context, feature, feature.Policy.Origins.Allowlist, ownCounts: true, isDevelopment);

    /// <summary>Judges by a list: the app's, or an endpoint's own.</summary>
    public static OriginCheck Judge(
        OriginSubject subject, HttpContext context, ProxyAwareFeature feature, OriginAllowlist list, bool ownCounts, bool isDevelopment)
    {
        var policy = feature.Policy.Origins;
        var own = OwnOriginOf(feature, isDevelopment);
        var headers = context.RequestFeature().Headers;
        if (subject == OriginSubject.UnsafeMethod)
        {
            return OriginJudge.JudgeUnsafe(policy, list, ownCounts, own, headers);
        }

        return HandshakeValidity.IsValid(context)
            ? OriginJudge.JudgeHandshake(policy, list, ownCounts, own, headers)
            : OriginCheck.Refuse(WebSocketHandshake.LostItsUpgrade(context.Request) ? OriginReason.UpgradeLost : OriginReason.InvalidHandshake);
    }

    /// <summary>Where the public URL stands in for the host, or the host is not one the app answers to, the request's own host says nothing.</summary>
    public static OwnOrigin OwnOriginOf(ProxyAwareFeature feature, bool isDevelopment)
    {
        var host = feature.EffectiveHost;
        var counts = host is { Verdict: HostVerdict.Accepted, IsPublicUrl: false };
        return new(feature.EffectiveScheme, counts ? host.Host.Value : null, feature.IsLocal && isDevelopment);
    }
}
