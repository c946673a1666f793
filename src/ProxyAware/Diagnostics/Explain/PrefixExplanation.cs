using ProxyAware.Forwarding;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>What a proxy said about a prefix that it took off the path.</summary>
internal static class PrefixExplanation
{
    /// <summary>Nothing where no header is read for it.</summary>
    public static ExplainedDecision? Of(ProxyAwareFeature feature)
    {
        if (feature.Policy.Resolver.Plan.PrefixHeader is not { } header)
        {
            return null;
        }

        var value = feature.Prefix is { } prefix ? SafeText.Quote(prefix.Length == 0 ? "/" : prefix) : null;
        return new(ExplainedSubject.Prefix, value, header, feature.PrefixStatus switch
        {
            ForwardedValueStatus.Accepted => "A trusted proxy said so.",
            ForwardedValueStatus.Appended => "A trusted proxy said so, but the header has several elements: an inner proxy appends its own.",
            ForwardedValueStatus.Absent => "The trusted peer sent none.",
            ForwardedValueStatus.Malformed => "What the trusted peer sent is no prefix, and counts as none.",
            _ => "The peer is not a trusted proxy, so it was not read.",
        });
    }
}
