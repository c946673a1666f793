using ProxyAware.Configuration;
using ProxyAware.Diagnostics.Findings;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>The words for the signs about https, hosts, the root and origins; those about forwarding are in <see cref="SignText"/>.</summary>
internal static class SiteText
{
    public static Finding Describe(TrafficSigns sign, EvidenceSnapshot seen, ProxyAwarePolicy policy)
    {
        var plan = policy.Resolver.Plan;
        var root = policy.Root.Root;
        return sign switch
        {
            TrafficSigns.BrowserOnHttps => SignText.Warning(
                Codes.LoopBrowserOnHttps, "Browsers use https, and the proxies say http or nothing.",
                $"Requests from {seen.Peers} carry Sec-Fetch-Site, which browsers send over https only, and {seen.Details}.",
                $"Let every proxy behind the one that ends TLS pass the value on ({ProxyLines.PassOn(plan.ProtocolHeader)}), and let that one set it. {ProxyLines.For(plan.ProtocolHeader)} If the trusted proxy always ends TLS: \"ForTlsProxy\": true", seen),
            TrafficSigns.LoopUntrustedPeer => SignText.Warning(
                Codes.LoopUntrustedPeer, "Redirects to https would never end: a peer that is not trusted says that https is used already.",
                $"The header {seen.Details} from {seen.Peers} says https.",
                $"If that is your proxy: {TrustSuggestion.Line(seen.Samples.Select(s => s.Peer), policy.Resolver.Trust)}", seen),
            TrafficSigns.LoopUnusableHeader => SignText.Warning(
                Codes.LoopUnusableHeader, "Redirects to https would never end: the proxy reports https in another header than the one that is read.",
                $"The header {seen.Details} from {seen.Peers} says https, and {plan.ProtocolHeader ?? "no protocol header"} is read.",
                $"\"{nameof(ProxyAwareOptions.ProtocolHeader)}\": \"{seen.Samples[0].Detail}\", or let the proxy send the configured one. {ProxyLines.For(plan.ProtocolHeader)}", seen),
            TrafficSigns.HostRewritten => SignText.Notice(
                Codes.HostRewritten, "The proxy rewrites the host: requests do not name the host of the public URL.",
                $"The peer {seen.Peers} asked for {seen.Details}; the public URL is {policy.Hosts.PublicUrl}.",
                $"Links are made of the public URL and are right. To keep the host: {ProxyLines.Host}", seen),
            TrafficSigns.SecondPublicHost => SignText.Warning(
                Codes.AnyHost, "The app answers to more than one public name, and neither PublicUrl nor AllowedHosts says which are its own.",
                $"Besides the first name also {seen.Details}.",
                $"\"{nameof(ProxyAwareOptions.PublicUrl)}\": \"https://<the name>\", or \"{nameof(ProxyAwareOptions.AllowedHosts)}\" with all names that are yours", seen),
            TrafficSigns.HostNotAllowed => SignText.Warning(
                Codes.HostNotAllowed, "The proxy asks for a host that is not allowed; its requests are refused (400).",
                $"The peer {seen.Peers} asked for {seen.Details}.",
                $"If it is a name of the app: \"{nameof(ProxyAwareOptions.AllowedHosts)}\": \"{string.Join(", ", policy.Hosts.Allowed.Entries.Append(seen.Samples[0].Detail))}\". If the proxy rewrote it: {ProxyLines.Host}", seen),
            TrafficSigns.PortContradictsScheme => SignText.Warning(
                Codes.PortContradictsScheme, "The proxy reports the port of the other scheme.",
                $"The peer {seen.Peers} sent {plan.PortHeader}: {seen.Details}. It is ignored.",
                $"Let it send the port its clients use (nginx: proxy_set_header {plan.PortHeader} $server_port; where TLS ends), or set \"{nameof(ProxyAwareOptions.PublicUrl)}\".", seen),
            TrafficSigns.ForeignPrefix => SignText.Warning(
                Codes.ForeignPrefix, "The proxy reports another prefix than the configured root.",
                $"The peer {seen.Peers} sent {plan.PrefixHeader}: {seen.Details}; the root is {root}. The prefix is ignored.",
                $"Make them the same: \"{nameof(ProxyAwareOptions.UrlRoot)}\": \"{seen.Samples[0].Detail}\", or let the proxy send {root}.", seen),
            TrafficSigns.PrefixStripped => SignText.Warning(
                Codes.PrefixStripped, "The proxy takes the root off the path without saying so; its requests end in 404.",
                $"The peer {seen.Peers} asked for paths outside {root}.",
                $"\"{nameof(ProxyAwareOptions.UrlRootMode)}\": \"Stripped\"; or let the proxy keep the path (nginx: no path behind the host in proxy_pass), or say what it takes off (nginx: proxy_set_header X-Forwarded-Prefix {root}; and \"{nameof(ProxyAwareOptions.ForwardedPrefixHeader)}\": \"X-Forwarded-Prefix\").", seen),
            TrafficSigns.PrefixDoubled => SignText.Warning(
                Codes.PrefixDoubled, "The root stands twice in the path: the proxy adds it to a path that has it already.",
                $"The peer {seen.Peers} asked for paths below {root}{root}.",
                $"Let the proxy pass the path on as it is (nginx: proxy_pass without {root} behind the host; Caddy: no rewrite), or remove the root from links that have it already.", seen),
            TrafficSigns.CookieTwice => SignText.Notice(
                Codes.CookieTwice, "Browsers send two cookies of one name; which one the app reads is chance.",
                "Cookies of one name were set for two paths or domains: the app under two roots, or another app on the same host.",
                "Give the app's cookies a name of their own, or let only one of the roots exist. Delete the old cookies.", seen),
            TrafficSigns.OwnPagesRefused => SignText.Warning(
                Codes.OwnPagesRefused, "Pages of the app itself seem to be refused by the origin check.",
                $"Requests from {seen.Peers} name the origin {seen.Details}, as pages of the app would. Whoever sends a request writes that.",
                $"Only if you know that this is the app's own name: \"{nameof(ProxyAwareOptions.PublicUrl)}\": \"{seen.Samples[0].Detail}{root.Value}\", or \"{nameof(ProxyAwareOptions.Origins)}\": \"{seen.Samples[0].Detail}\", or let the proxy keep the host and report the scheme. If you do not know the name, change nothing: it is refused as it should be.", seen),
            TrafficSigns.UpgradeLost => SignText.Warning(
                Codes.UpgradeLost, "The proxy drops the Upgrade header of WebSocket handshakes; they are answered with 426.",
                $"Requests from {seen.Peers} have Sec-WebSocket-Key and no Upgrade.",
                ProxyLines.Upgrade, seen),
            _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, "There are no words for it."),
        };
    }
}
