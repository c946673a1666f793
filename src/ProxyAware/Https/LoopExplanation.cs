using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Traffic;

namespace ProxyAware.Https;

/// <summary>The page that stands where a browser would otherwise give up with "too many redirects".</summary>
internal static class LoopExplanation
{
    public static Refusal For(LoopCause cause) => cause switch
    {
        LoopCause.UntrustedPeer => Refusal.LoopUntrustedPeer,
        LoopCause.UnusableHeader => Refusal.LoopUnusableHeader,
        _ => Refusal.LoopBrowserOnHttps,
    };

    /// <summary>What an administrator needs; shown in the answer in Development only. Nothing of it is text of the request.</summary>
    public static string Details(LoopEvidence evidence, in ProxyPeer peer, ProxyTrust trust)
    {
        var who = $"the peer {peer}";
        return evidence.Cause switch
        {
            LoopCause.UntrustedPeer =>
                $"The header {evidence.Header} says https, and it came from {who}, which is not trusted. If that is your proxy, configure {TrustSuggestion.Line([peer], trust)}.",
            LoopCause.UnusableHeader =>
                $"The header {evidence.Header} says https, and {who} is trusted, but the configured protocol header holds nothing usable. Configure \"ProtocolHeader\": \"{evidence.Header}\", or let the proxy set the configured one.",
            _ =>
                $"The browser says it used https (Sec-Fetch-Site), and {who} did not report it. Let every proxy pass {evidence.Header ?? "X-Forwarded-Proto"} on as the outer one set it, or configure \"ForTlsProxy\": true if the trusted proxy always ends TLS.",
        };
    }
}
