using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration;

namespace ProxyAware.Upstream;

/// <summary>Reads the section of one upstream into its options. It never throws: what makes no sense is noted in the options.</summary>
internal static class UpstreamOptionsReader
{
    /// <param name="configuration">The root, or the section of the upstream itself.</param>
    /// <param name="sectionPath">The path of the section below <paramref name="configuration"/>; none where that is the section.</param>
    /// <param name="options">What is set, and where problems and notices go.</param>
    public static void Read(IConfiguration configuration, string? sectionPath, UpstreamTlsOptions options)
    {
        var view = ProviderView.Of(configuration, sectionPath);
        SectionReader.ReportText(view, "an upstream is a section, not a text", nameof(options.TrustedCertificateFile), options.ReadProblems);
        SectionReader.Read(view, UpstreamKeys.All, options, options.ReadProblems, options.ReadNotices);
        UpstreamPinsReader.Read(view, options);
        SectionReader.ReportUnknownKeys(view, UpstreamKeys.Names, "an upstream has no such option", options.ReadProblems);
    }
}
