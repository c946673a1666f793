using ProxyAware.Forwarding;
using ProxyAware.Origins;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>
/// Whether a request was sent by a page of this very origin. Stricter than the origin check for the app's own endpoints, which lets programs pass that are no
/// browsers, and whoever the settings allow: an audit is for the page alone.
/// </summary>
internal static class SameOrigin
{
    public static bool Is(HttpContext context, ProxyAwareFeature feature, bool isDevelopment)
    {
        var site = context.Request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0)
        {
            // The browser knows better than any proxy, and no page can write it.
            return site is ["same-origin"];
        }

        return context.Request.Headers.Origin is [{ } text]
            && OriginText.TryParse(text, out var origin)
            && feature.Policy.Origins.JudgeOwn(origin, OriginGate.OwnOriginOf(feature, isDevelopment)) == OriginReason.OwnOrigin;
    }
}
