using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration.Cockpit;
using ProxyAware.Diagnostics;

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
        if (view.OwnText() is { } own)
        {
            options.ReadProblems.Add(new(
                Codes.BadShape, view.Name, own.Text, $"it is a section, not an option (in {own.Source})",
                $"name an option below it, such as '{view.FullKey(nameof(options.TrustProxy))}'"));
        }

        foreach (var key in OptionKeys.All)
        {
            if (view.Find(key.Name, options.ReadProblems, options.ReadNotices) is { } value && key.Read(value, options) is { } problem)
            {
                options.ReadProblems.Add(problem);
            }
        }

        ReportUnknownKeys(view, options);
        CockpitReport.ReadInto(view, options);
    }

    private static void ReportUnknownKeys(ProviderView view, ProxyAwareOptions options)
    {
        foreach (var key in view.Keys().Where(k => !IsKnown(k)))
        {
            var holder = view.Holder(key);
            var fix = Nearest.Find(key, OptionKeys.Names) is { } near ? $"write '{near}'" : $"write one of {string.Join(", ", OptionKeys.Names)}";
            options.ReadProblems.Add(new(
                Codes.UnknownKey, view.FullKey(key), holder.Text(view.PathOf(key)), $"there is no such option (in {holder.Name})", fix));
        }
    }

    private static bool IsKnown(string key) => OptionKeys.Names.Contains(key, StringComparer.OrdinalIgnoreCase) || CockpitReport.IsReserved(key);
}
