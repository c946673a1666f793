using ProxyAware.Forwarding;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>Which forwarding headers were on the request, and what became of each.</summary>
internal static class HeaderExplanation
{
    /// <param name="feature">What the middleware kept.</param>
    /// <param name="headers">The headers as they are now.</param>
    public static IReadOnlyList<ExplainedHeader> Of(ProxyAwareFeature feature, IHeaderDictionary headers)
    {
        if (feature.PresentHeaders == 0)
        {
            return [];
        }

        // A request that was refused, or that keeps its headers by the settings, still has them: what would be left of them is worked out on a copy.
        var (stripped, left) = feature.Stripped is { } done ? (done, headers) : Strip(feature, headers);
        var names = feature.Policy.Resolver.Plan.Names;
        return [.. names.Names(feature.PresentHeaders).Select(name => Explain(feature, name, stripped, 1UL << names.IndexOf(name), left))];
    }

    private static (StrippedHeaders Stripped, IHeaderDictionary Left) Strip(ProxyAwareFeature feature, IHeaderDictionary headers)
    {
        var copy = new HeaderDictionary();
        foreach (var (name, value) in headers)
        {
            copy[name] = value;
        }

        var resolver = feature.Policy.Resolver;
        var scan = HeaderScan.Run(resolver.Plan, copy);
        var data = default(ResolutionData);
        resolver.Resolve(feature.Peer, scan, ref data, out var accepted);
        return (HeaderStripper.Strip(resolver.Plan, scan, accepted, copy), copy);
    }

    private static ExplainedHeader Explain(ProxyAwareFeature feature, string name, StrippedHeaders stripped, ulong bit, IHeaderDictionary left)
    {
        var strips = feature.Policy.StripUntrustedHeaders;
        if ((stripped.Removed & bit) != 0)
        {
            return new(name, strips ? ExplainedHeaderOutcome.Removed : ExplainedHeaderOutcome.Left, null, WhyNotBelieved(feature, name));
        }

        var value = SafeText.Quote(left[name].ToString());
        return (stripped.Cut & bit) != 0 && strips
            ? new(name, ExplainedHeaderOutcome.Cut, value, "A trusted proxy wrote this; what stood beside it may be anybody's.")
            : new(name, ExplainedHeaderOutcome.Believed, value, "A trusted proxy wrote it.");
    }

    private static string WhyNotBelieved(ProxyAwareFeature feature, string name)
    {
        var plan = feature.Policy.Resolver.Plan;
        var roles = plan.RolesOf(plan.Names.IndexOf(name));
        return roles == HeaderRole.None ? "No setting reads it, so anybody may have written it."
            : !feature.PeerTrusted ? "The peer is not a trusted proxy."
            : IsMalformed(feature, roles) ? "It cannot be read."
            : "It holds nothing that can be used.";
    }

    private static bool IsMalformed(ProxyAwareFeature feature, HeaderRole roles) =>
        ((roles & HeaderRole.For) != 0 && feature.Reason is (ProxyReason.Malformed or ProxyReason.TooLong))
        || ((roles & HeaderRole.Protocol) != 0 && feature.SchemeStatus == ForwardedValueStatus.Malformed)
        || ((roles & HeaderRole.Host) != 0 && feature.HostStatus == ForwardedValueStatus.Malformed)
        || ((roles & HeaderRole.Port) != 0 && feature.PortStatus == ForwardedValueStatus.Malformed)
        || ((roles & HeaderRole.Prefix) != 0 && feature.PrefixStatus == ForwardedValueStatus.Malformed);
}
