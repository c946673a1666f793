using ProxyAware.Forwarding;
using ProxyAware.Hosts;
using ProxyAware.Origins;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>
/// Whether a refused origin is most likely the app's own, seen through a proxy that changed the scheme, the port or the host: the browser says that page and
/// app are one origin, or they have one host.
/// </summary>
internal static class OwnPages
{
    /// <summary>The origin, if it is.</summary>
    public static string? Find(ProxyAwareFeature feature, HttpRequest request)
    {
        if (request.Headers.Origin is not [{ } text] || !OriginText.TryParse(text, out var origin))
        {
            return null;
        }

        var sameOrigin = request.Headers["Sec-Fetch-Site"] is [{ } site] && site == "same-origin";
        return sameOrigin || Names(feature.ReceivedHost, origin) || Names(feature.EffectiveHost.Host.Value, origin) || Names(Forwarded(feature, request), origin) ? text : null;
    }

    private static bool Names(string? authority, in OriginText origin) =>
        HostParser.TryParse(authority, out var host, out _) && OriginText.SameHost(host, origin.Host);

    /// <summary>What a trusted proxy says the host was, whether or not the settings read it.</summary>
    private static string? Forwarded(ProxyAwareFeature feature, HttpRequest request) =>
        feature.PeerTrusted && new ElementReader(request.Headers[ProxyAwareDefaults.XForwardedHost]).TryNext(out var host) ? host.ToString() : null;
}
