using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration.Cockpit;

namespace ProxyAware.Configuration;

/// <summary>
/// Reads the section into the options. It sets what is there, leaves the rest alone and never throws: what makes
/// no sense is noted in the options, to be reported with everything else that is wrong.
/// </summary>
internal static class OptionsReader
{
    /// <param name="configuration">The root, or the section itself.</param>
    /// <param name="sectionPath">The path of the section below <paramref name="configuration"/>; none where that is the section.</param>
    /// <param name="options">What is set, and where problems and notices go.</param>
    public static void Read(IConfiguration configuration, string? sectionPath, ProxyAwareOptions options)
    {
        var view = ProviderView.Of(configuration, sectionPath);
        SectionReader.ReportText(view, "it is a section, not an option", nameof(options.TrustProxy), options.ReadProblems);
        SectionReader.Read(view, OptionKeys.All, options, options.ReadProblems, options.ReadNotices);
        SectionReader.ReportUnknownKeys(view, OptionKeys.Names, "there is no such option", options.ReadProblems, CockpitReport.IsReserved);
        CockpitReport.ReadInto(view, options);
    }
}
