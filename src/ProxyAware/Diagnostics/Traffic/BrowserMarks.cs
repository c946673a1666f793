using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Forwarding;
using ProxyAware.Hosts;
using ProxyAware.Https;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>What tells a browser from a program, as far as a request shows it. Every mark can be forged, so they explain and never decide.</summary>
internal static class BrowserMarks
{
    public static bool IsBrowser(IHttpRequestFeature request) =>
        HasFetchSite(request.Headers) || request.Headers.UserAgent.ToString().StartsWith("Mozilla/", StringComparison.Ordinal);

    /// <summary>Whether the browser says how page and app are related. It does so over https, and to this machine.</summary>
    public static bool HasFetchSite(IHeaderDictionary headers) => headers.ContainsKey("Sec-Fetch-Site");

    /// <summary>
    /// Whether the browser says that it is on https: <c>Sec-Fetch-Site</c> goes to trustworthy URLs only, and nothing names an http page. The host must not be
    /// this machine's own, which browsers trust without TLS.
    /// </summary>
    public static bool SaysHttps(ProxyAwareFeature feature, IHttpRequestFeature request) =>
        HostOf(feature) is { IsEmpty: false } host && !HostName.IsLocal(host) && HasFetchSite(request.Headers) && LoopEvidence.NamesNoHttpPage(request.Headers);

    /// <summary>The host that the request came with, without its port; not the one that the public URL put in its place.</summary>
    public static ReadOnlySpan<char> HostOf(ProxyAwareFeature feature) =>
        HostParser.TryParse(feature.Host ?? feature.ReceivedHost, out var host, out _) ? host : default;
}
