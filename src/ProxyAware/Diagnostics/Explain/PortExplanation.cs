using System.Globalization;
using ProxyAware.Forwarding;
using ProxyAware.Hosts;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>Where the port of the effective host came from.</summary>
internal static class PortExplanation
{
    /// <summary>Nothing where there is no host.</summary>
    public static ExplainedDecision? Of(ProxyAwareFeature feature)
    {
        var host = feature.EffectiveHost;
        if (host.Verdict is HostVerdict.Missing or HostVerdict.Malformed)
        {
            return null;
        }

        var scheme = host.IsPublicUrl ? feature.Policy.Hosts.PublicUrl!.Scheme : feature.EffectiveScheme;
        var port = (host.Host.Port ?? Authorities.DefaultPort(scheme)).ToString(CultureInfo.InvariantCulture);
        var (source, reason) = Find(feature, host);
        return new(ExplainedSubject.Port, port, source, reason);
    }

    private static (string Source, string Reason) Find(ProxyAwareFeature feature, EffectiveHost host)
    {
        if (host.IsPublicUrl)
        {
            return (nameof(ProxyAwareOptions.PublicUrl), "It is the port of PublicUrl.");
        }

        var header = feature.Policy.Resolver.Plan.PortHeader;
        if (host.PortIgnored)
        {
            return (DecisionSources.Scheme, $"The {header} of the trusted proxy is the other scheme's port, which is nobody's URL, and was ignored: the scheme's own port counts.");
        }

        if (feature.Port is { } forwarded && !NamesPort(feature))
        {
            return (header!, forwarded == (host.Host.Port ?? 0) ? "A trusted proxy said so, and the host has no port." : "A trusted proxy said so; it is the scheme's own port.");
        }

        return host.Host.Port is null
            ? (DecisionSources.Scheme, "Nothing names a port: the scheme's own counts.")
            : (HostExplanation.SourceOf(feature), "It stands behind the host.");
    }

    private static bool NamesPort(ProxyAwareFeature feature) => (feature.Host is { } believed ? new HostString(believed) : feature.OriginalHost).Port is not null;
}
