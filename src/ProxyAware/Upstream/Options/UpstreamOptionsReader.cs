using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;

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
        if (view.OwnText() is { } own)
        {
            options.ReadProblems.Add(new(
                Codes.BadShape, view.Name, own.Text, $"an upstream is a section, not a text (in {own.Source})",
                $"name an option below it, such as '{view.FullKey(nameof(options.TrustedCertificateFile))}'"));
        }

        foreach (var key in UpstreamKeys.All)
        {
            if (view.Find(key.Name, options.ReadProblems, options.ReadNotices) is { } value && key.Read(value, options) is { } problem)
            {
                options.ReadProblems.Add(problem);
            }
        }

        UpstreamPinsReader.Read(view, options);
        ReportUnknownKeys(view, options);
    }

    private static void ReportUnknownKeys(ProviderView view, UpstreamTlsOptions options)
    {
        foreach (var key in view.Keys().Where(k => !UpstreamKeys.Names.Contains(k, StringComparer.OrdinalIgnoreCase)))
        {
            var holder = view.Holder(key);
            var fix = Nearest.Find(key, UpstreamKeys.Names) is { } near ? $"write '{near}'" : $"write one of {string.Join(", ", UpstreamKeys.Names)}";
            options.ReadProblems.Add(new(
                Codes.UnknownKey, view.FullKey(key), holder.Text(view.PathOf(key)), $"an upstream has no such option (in {holder.Name})", fix));
        }
    }
}
