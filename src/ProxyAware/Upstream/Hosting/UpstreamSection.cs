using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;

namespace ProxyAware.Upstream.Hosting;

/// <summary>The section that holds the upstreams of the host's configuration.</summary>
internal static class UpstreamSection
{
    /// <summary>The names of the upstreams that some provider has.</summary>
    public static IReadOnlyList<string> Names(IConfiguration? configuration) =>
        configuration is null ? [] : [.. ProviderView.Of(configuration, UpstreamTlsDefaults.SectionName).Keys()];

    public static IEnumerable<ConfigurationProblem> Problems(IConfiguration? configuration)
    {
        if (configuration is not null && ProviderView.Of(configuration, UpstreamTlsDefaults.SectionName).OwnText() is { } own)
        {
            yield return new(
                Codes.BadShape, UpstreamTlsDefaults.SectionName, own.Text, $"it is a section that holds one section for each upstream, not a text (in {own.Source})",
                $"name an upstream below it, such as '{UpstreamTlsDefaults.SectionName}:backend:TrustedCertificateFile'");
        }
    }
}
