using ProxyAware.Forwarding;
using ProxyAware.Hosts;
using ProxyAware.Origins;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>
/// Whether an origin is most likely the app's own, seen through a proxy that changed the scheme, the port or the host: they have one host, or the browser says
/// that page and app are one origin and the host got lost on the way. Whoever sends a request writes all of that, so it explains and never decides.
/// </summary>
internal static class OwnPages
{
    /// <summary>The origin, if it was refused and is.</summary>
    public static string? Find(ProxyAwareFeature feature, HttpRequest request)
    {
        if (request.Headers.Origin is not [{ } text] || !OriginText.TryParse(text, out var origin))
        {
            return null;
        }

        // Whoever gave the public URL has said what the app is called: another name is not its own.
        if (feature.Policy.Hosts.PublicUrl is not null && !feature.Policy.Origins.NamesHost(origin.Host))
        {
            return null;
        }

        return Names(feature.ReceivedHost, origin) || Names(feature.EffectiveHost.Host.Value, origin) || Names(Forwarded(feature, request), origin)
            || (IsSameOrigin(request.Headers) && LosesHost(feature)) ? text : null;
    }

    /// <summary>Looks at an origin that was allowed. Where pages of the app are let in, one that is not is most likely somebody else's.</summary>
    public static void Allowed(in OriginCheck check, ProxyAwareFeature feature, IHeaderDictionary headers, bool isDevelopment)
    {
        var evidence = feature.Policy.Traffic;
        if (evidence.Concerns(TrafficSigns.None, TrafficSigns.OwnPagesRefused) && IsLetIn(feature, check, headers, isDevelopment))
        {
            evidence.AddOpposites(TrafficSigns.OwnPagesRefused);
        }
    }

    private static bool IsLetIn(ProxyAwareFeature feature, in OriginCheck check, IHeaderDictionary headers, bool isDevelopment) => check.Reason switch
    {
        OriginReason.OwnOrigin => true,
        OriginReason.Listed => IsSameOrigin(headers) || IsOwn(feature, headers, isDevelopment),
        OriginReason.SameOrigin => IsOwn(feature, headers, isDevelopment),
        _ => false,
    };

    private static bool IsOwn(ProxyAwareFeature feature, IHeaderDictionary headers, bool isDevelopment) =>
        headers.Origin is [{ } text] && OriginText.TryParse(text, out var origin)
        && feature.Policy.Origins.JudgeOwn(origin, OriginGate.OwnOriginOf(feature, isDevelopment)) == OriginReason.OwnOrigin;

    private static bool IsSameOrigin(IHeaderDictionary headers) => headers["Sec-Fetch-Site"] is [{ } site] && site == "same-origin";

    /// <summary>Whether a trusted proxy asks for a host that no browser can have asked it for: it puts its own name for the app in its place.</summary>
    private static bool LosesHost(ProxyAwareFeature feature) =>
        feature.PeerTrusted && BrowserMarks.HostOf(feature) is { IsEmpty: false } host
        && (!host.Contains('.') || HostName.IsLocal(host) || HostName.IsLiteral(host));

    private static bool Names(string? authority, in OriginText origin) =>
        HostParser.TryParse(authority, out var host, out _) && OriginText.SameHost(host, origin.Host);

    /// <summary>What a trusted proxy says the host was, whether or not the settings read it.</summary>
    private static string? Forwarded(ProxyAwareFeature feature, HttpRequest request) =>
        feature.PeerTrusted && new ElementReader(request.Headers[ProxyAwareDefaults.XForwardedHost]).TryNext(out var host) ? host.ToString() : null;
}
