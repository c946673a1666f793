using ProxyAware.Forwarding;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>Who the client is and why.</summary>
internal static class ClientExplanation
{
    public static ExplainedClient Of(ProxyAwareFeature feature)
    {
        var header = feature.Policy.Resolver.Plan.ForHeader;
        var port = feature.ClientQuality switch
        {
            ClientQuality.Proxied => feature.ClientPort,
            ClientQuality.Hidden => 0,
            _ => feature.OriginalRemotePort,
        };
        var isFromHeader = feature.ClientQuality is ClientQuality.Proxied or ClientQuality.Hidden;
        return new(
            feature.ClientAddress?.ToString(), port, feature.ClientQuality, feature.Reason, isFromHeader ? header ?? DecisionSources.Connection : DecisionSources.Connection, Reason(feature, header));
    }

    private static string Reason(ProxyAwareFeature feature, string? header) => feature.Reason switch
    {
        ProxyReason.NobodyTrusted => "Nobody is trusted, so the client is whoever connects.",
        ProxyReason.UntrustedPeer => "The peer is not a trusted proxy, so it is the client itself.",
        ProxyReason.HeaderNotRead => "The peer is trusted, and no header is read for the client's address; the address is the peer's own.",
        ProxyReason.HeaderMissing => $"The peer is trusted and sent no {header}; the address is its own.",
        ProxyReason.Resolved when !feature.Policy.Resolver.Plan.ForIsList => $"The trusted peer's {header} names it.",
        ProxyReason.Resolved => "The walk from the right ended at the first address that is not a trusted proxy's.",
        ProxyReason.AllTrusted => "Every address in the header is a trusted proxy's; the client is the left-most one.",
        ProxyReason.ShortChain => "The header holds fewer addresses than the hop count; the client is the left-most one.",
        ProxyReason.Hidden => "A trusted proxy hid the client; the app sees 255.255.255.255, which no list of addresses holds.",
        ProxyReason.Malformed => $"The {header} of a trusted proxy cannot be read, so the client is unknown.",
        _ => $"The {header} is longer than 32 elements or 8 KB, so the client is unknown.",
    };
}
