using ProxyAware.Forwarding;
using ProxyAware.Hosts;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>Where the effective host came from.</summary>
internal static class HostExplanation
{
    public static ExplainedDecision Of(ProxyAwareFeature feature)
    {
        var host = feature.EffectiveHost;
        var header = SourceOf(feature);
        return host.Verdict switch
        {
            HostVerdict.Missing when host.IsPublicUrl => new(
                ExplainedSubject.Host, host.Host.Host, nameof(ProxyAwareOptions.PublicUrl), "The request names no host. Where it may go on without one, it has that of PublicUrl."),
            HostVerdict.Missing => new(ExplainedSubject.Host, null, DecisionSources.Host, "The request names no host."),
            HostVerdict.Malformed => new(ExplainedSubject.Host, null, header, "What the request names is no host."),
            _ => new(ExplainedSubject.Host, host.Host.Host, host.IsPublicUrl ? nameof(ProxyAwareOptions.PublicUrl) : header, Reason(feature, host)),
        };
    }

    /// <summary>The header that named the host.</summary>
    public static string SourceOf(ProxyAwareFeature feature) => feature.Host is null ? DecisionSources.Host : feature.Policy.Resolver.Plan.HostHeader ?? DecisionSources.Host;

    private static string Reason(ProxyAwareFeature feature, EffectiveHost host)
    {
        if (host.Verdict == HostVerdict.NotAllowed)
        {
            return "The app does not answer to the host of the request: neither AllowedHosts nor PublicUrl names it.";
        }

        if (feature.IsLocal)
        {
            return "A request that was made on this machine keeps its host.";
        }

        if (host.IsPublicUrl)
        {
            return "PublicUrl stands in for every host that AllowedHosts does not name.";
        }

        var allowed = feature.Policy.Hosts.Allowed.IsEmpty ? "AllowedHosts is not set, so any host is taken." : "AllowedHosts names it.";
        return $"{Origin(feature)} {allowed}";
    }

    private static string Origin(ProxyAwareFeature feature)
    {
        var header = feature.Policy.Resolver.Plan.HostHeader;
        return feature.HostStatus switch
        {
            ForwardedValueStatus.Accepted => "A trusted proxy said so.",
            ForwardedValueStatus.Appended => "A trusted proxy said so, but the header has several elements: an inner proxy appends what it saw itself.",
            ForwardedValueStatus.Absent => $"The trusted peer sent no host in {header}.",
            ForwardedValueStatus.Malformed => $"What the trusted peer sent in {header} is no host.",
            _ when header is null => "No header is read for the host.",
            _ => $"The peer is not a trusted proxy, so its {header} was not read.",
        };
    }
}
