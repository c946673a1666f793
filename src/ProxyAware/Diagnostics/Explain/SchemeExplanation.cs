using ProxyAware.Forwarding;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>Where the effective scheme came from.</summary>
internal static class SchemeExplanation
{
    public static ExplainedDecision Of(ProxyAwareFeature feature)
    {
        var (source, reason) = Find(feature);
        if (feature.EffectiveHost.IsPublicUrl && feature.Policy.Hosts.PublicUrl is { } url && url.Scheme != feature.EffectiveScheme)
        {
            reason += $" Links are made of PublicUrl, which is {url.Scheme}{(feature.EffectiveScheme == Https.SchemeParser.Http ? ", once the request is https" : "")}.";
        }

        return new(ExplainedSubject.Scheme, feature.EffectiveScheme, source, reason);
    }

    private static (string Source, string Reason) Find(ProxyAwareFeature feature)
    {
        var header = feature.Policy.Resolver.Plan.ProtocolHeader;
        if (feature.Policy.Transport.ForTlsProxy && feature.PeerTrusted)
        {
            return (nameof(ProxyAwareOptions.ForTlsProxy), "The peer is a trusted proxy, and ForTlsProxy says that it always ends TLS.");
        }

        return feature.SchemeStatus switch
        {
            ForwardedValueStatus.Accepted => (header!, "A trusted proxy said so."),
            ForwardedValueStatus.Appended => (header!, "A trusted proxy said so, but behind several proxies the header has several elements: an inner one appends what it saw itself."),
            ForwardedValueStatus.Absent => (DecisionSources.Connection, $"The trusted peer sent no scheme in {header}, and a missing one never means https: the app's own connection counts."),
            ForwardedValueStatus.Malformed => (DecisionSources.Connection, $"What the trusted peer sent in {header} is no scheme: the app's own connection counts."),
            _ when !feature.PeerTrusted => (DecisionSources.Connection, "The peer is not a trusted proxy: the app's own connection counts."),
            _ => (DecisionSources.Connection, "No header is read for the scheme: the app's own connection counts."),
        };
    }
}
