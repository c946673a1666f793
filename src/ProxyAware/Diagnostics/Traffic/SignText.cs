using ProxyAware.Configuration;
using ProxyAware.Diagnostics.Findings;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>The words for each sign: its code, what is the matter, what was seen, and what to write where.</summary>
internal static class SignText
{
    /// <summary>How many signs there are.</summary>
    public static readonly int Count = Enum.GetValues<TrafficSigns>().Length - 1;

    /// <summary>Signs of which a warning is given elsewhere, when they are first seen.</summary>
    public const TrafficSigns SaidElsewhere =
        TrafficSigns.UntrustedForwarder | TrafficSigns.DirectBesideProxy | TrafficSigns.LoopUntrustedPeer | TrafficSigns.LoopUnusableHeader
        | TrafficSigns.PortContradictsScheme | TrafficSigns.ForeignPrefix;

    public static Finding Describe(TrafficSigns sign, EvidenceSnapshot seen, ProxyAwarePolicy policy)
    {
        var plan = policy.Resolver.Plan;
        var trust = policy.Resolver.Trust;
        return sign switch
        {
            TrafficSigns.UntrustedForwarder => UntrustedForwarder(seen, trust),
            TrafficSigns.HopCountTooSmall => Warning(
                Codes.HopCountTooSmall, "The hop count looks too small: clients resolve to private addresses, and the header goes on behind them.",
                $"With {trust.HopCount} hop(s) the client is {seen.Details}.",
                $"Count every proxy, \"TrustProxy\": {trust.HopCount + 1}; better, name them: {TrustSuggestion.Line(seen.Samples.Select(s => s.Peer), ProxyTrust.Nobody)}", seen),
            TrafficSigns.HopCountTooLarge => Warning(
                Codes.HopCountTooLarge, "The hop count looks too large: the header holds fewer addresses than proxies are counted.",
                $"With {trust.HopCount} hop(s) the peer {seen.Peers} sends fewer addresses. A client that adds one chooses the address it is seen with.",
                $"Count only the proxies that add to the header, \"TrustProxy\": {Math.Max(1, trust.HopCount - 1)}; better, name them: {TrustSuggestion.Line(seen.Samples.Select(s => s.Peer), ProxyTrust.Nobody)}", seen),
            TrafficSigns.ClientIsTrusted => Warning(
                Codes.ClientIsTrusted, "Clients stand inside the trusted range, so whatever they write about themselves is believed.",
                $"The client {seen.Details} is inside \"{trust}\".",
                "Name the proxies alone in \"TrustProxy\", not the network in which clients live too.", seen),
            TrafficSigns.ClientHeaderMissing => HeaderMissing(plan.ForHeader, nameof(ProxyAwareOptions.ForwardedForHeader), seen),
            TrafficSigns.ProtocolHeaderMissing => HeaderMissing(plan.ProtocolHeader, nameof(ProxyAwareOptions.ProtocolHeader), seen),
            TrafficSigns.HostHeaderMissing => HeaderMissing(plan.HostHeader, nameof(ProxyAwareOptions.ForwardedHostHeader), seen),
            TrafficSigns.PortHeaderMissing => HeaderMissing(plan.PortHeader, nameof(ProxyAwareOptions.ForwardedPortHeader), seen),
            TrafficSigns.SilentProxy => Warning(
                Codes.SilentProxy, "A trusted peer says nothing about its clients: all of them are seen with its address.",
                $"The peer {seen.Peers} sent no forwarding header{Misspelt(seen)}.",
                $"If it is a proxy, let it send them. {ProxyLines.For(plan.ForHeader)} {ProxyLines.For(plan.ProtocolHeader)} If it is a client, take its address out of \"TrustProxy\".", seen),
            TrafficSigns.SilentLocalProxy => Warning(
                Codes.SilentLocalProxy, "A proxy on this machine sends no forwarding headers: every client in the world looks like a program on this machine.",
                $"The peer {seen.Peers} asked for {seen.Details}.",
                $"{ProxyLines.For(ProxyAwareDefaults.XForwardedFor)} {ProxyLines.For(ProxyAwareDefaults.XForwardedProto)} And trust it: {TrustSuggestion.Line(seen.Samples.Select(s => s.Peer), trust)}", seen),
            TrafficSigns.FamiliesDisagree => Notice(
                Codes.FamiliesDisagree, "The two families of forwarding headers name different clients.",
                $"The peer {seen.Peers}: {seen.Details}.",
                $"Only {plan.ForHeader} is read. If the proxy writes the other one, set \"ProxyHeaders\"; if clients do, let the proxy remove it.", seen),
            TrafficSigns.SchemeAppended => Warning(
                Codes.SchemeAppended, "An inner proxy appends to the protocol header; what it saw may not be what the client used.",
                $"{plan.ProtocolHeader} from {seen.Peers} has several elements; the right-most, {seen.Details}, is used.",
                $"Let the inner proxy pass the value on ({ProxyLines.PassOn(plan.ProtocolHeader)}), or set \"PublicUrl\", or use \"ProxyHeaders\": \"Forwarded\".", seen),
            TrafficSigns.UnreadableHeader => Warning(
                Codes.MalformedHeader, "A trusted proxy sends a forwarding header that cannot be read.",
                $"The header {seen.Details} from {seen.Peers}. Such requests are {(policy.MalformedHeaders == MalformedHeaderHandling.Reject ? "refused (400)" : "served with an unknown client")}.",
                "Let the proxy overwrite the header instead of passing on what clients send.", seen),
            TrafficSigns.DirectBesideProxy => Warning(
                Codes.DirectPeerBesideProxy, "Somebody reaches the app directly, beside its proxy, and may choose the address it is seen with.",
                $"{seen.Peers} came without any proxy, and TrustProxy is a hop count.",
                "Name the proxies in \"TrustProxy\" instead of counting them, or let nobody but them reach the app.", seen),
            TrafficSigns.HiddenBehindGateway => Notice(
                Codes.HiddenBehindGateway, "All clients come from one private address, and nothing speaks of a proxy: network address translation, not a proxy.",
                $"Every request came from {seen.Peers} without any forwarding header.",
                "No setting can bring the clients back; do not add the address to \"TrustProxy\". Let a reverse proxy accept the connections, use the host's network, or switch off the userland proxy of the container runtime.", seen),
            _ => SiteText.Describe(sign, seen, policy),
        };
    }

    internal static Finding Warning(string code, string title, string evidence, string fix, EvidenceSnapshot seen) =>
        new(code, FindingSeverity.Warning, title, evidence, fix, seen.Count, seen.Since);

    internal static Finding Notice(string code, string title, string evidence, string fix, EvidenceSnapshot seen) =>
        new(code, FindingSeverity.Notice, title, evidence, fix, seen.Count, seen.Since);

    private static Finding UntrustedForwarder(EvidenceSnapshot seen, ProxyTrust trust)
    {
        var peers = seen.Samples.Select(s => s.Peer).ToList();
        if (peers.TrueForAll(p => UntrustedPeers.IsPublic(p)))
        {
            // Anybody on the internet can write these headers; that alone is nothing to change.
            return Notice(
                Codes.UntrustedForwarder, "Peers that are not trusted send forwarding headers, which are not believed.",
                $"Public addresses: {seen.Peers}. Believed, a request would have had the {seen.Samples[0].Detail}.",
                "If these are proxies of yours, such as a content delivery network, add its ranges to \"TrustProxy\". If they are clients, there is nothing to do.", seen);
        }

        return Warning(
            Codes.UntrustedForwarder, "A peer that is not trusted sends forwarding headers, which are not believed.",
            $"From {seen.Peers}. Believed, a request would have had the {seen.Samples[0].Detail}.",
            $"Only if that is your proxy: {TrustSuggestion.Line(peers.Where(p => !UntrustedPeers.IsPublic(p)), trust)}", seen);
    }

    private static Finding HeaderMissing(string? header, string option, EvidenceSnapshot seen) => Warning(
        Codes.HeaderNeverArrives, $"The header {header} never arrives, although its proxy sends others.",
        $"The peer {seen.Peers} sent no {header}{Misspelt(seen)}.",
        $"{ProxyLines.For(header)} If the proxy sends another header, name that one in \"{option}\"; \"none\" if none is wanted.", seen);

    private static string Misspelt(EvidenceSnapshot seen) => seen.Details is { Length: > 0 } found ? $", but {found}" : "";
}
