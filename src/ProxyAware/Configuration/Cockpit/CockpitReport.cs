using ProxyAware.Diagnostics;

namespace ProxyAware.Configuration.Cockpit;

/// <summary>
/// Carries what is wrong with a cockpit.conf through the configuration itself. A provider that throws on reload loses
/// all its data; this way a bad file is reported with all other problems, and on reload the last good policy stays.
/// </summary>
internal static class CockpitReport
{
    // The sign keeps it apart from every option, and from every name an option will ever have.
    private const string Reserved = "$cockpit";

    public static bool IsReserved(string key) => string.Equals(key, Reserved, StringComparison.OrdinalIgnoreCase);

    /// <summary>The file as configuration keys.</summary>
    public static Dictionary<string, string?> ToData(CockpitFile file)
    {
        var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in file.Values)
        {
            data[$"{ProxyAwareDefaults.SectionName}:{name}"] = value;
        }

        for (var i = 0; i < file.Problems.Count; i++)
        {
            var path = $"{ProxyAwareDefaults.SectionName}:{Reserved}:error:{i}";
            var problem = file.Problems[i];
            data[$"{path}:code"] = problem.Code;
            data[$"{path}:key"] = problem.Key;
            data[$"{path}:value"] = problem.Value;
            data[$"{path}:reason"] = problem.Reason;
            data[$"{path}:fix"] = problem.Fix;
        }

        if (file.Notice is not null)
        {
            data[$"{ProxyAwareDefaults.SectionName}:{Reserved}:notice:0"] = file.Notice;
        }

        return data;
    }

    /// <summary>Reports what the files said, each source by itself: one file must not hide what is wrong with another.</summary>
    public static void ReadInto(ProviderView view, ProxyAwareOptions options)
    {
        var errors = KeySource.Join(view.PathOf(Reserved), "error");
        var notices = KeySource.Join(view.PathOf(Reserved), "notice");
        foreach (var source in view.Sources)
        {
            foreach (var path in Entries(source, errors))
            {
                options.ReadProblems.Add(new(
                    source.Text($"{path}:code") ?? Codes.BadCockpitLine,
                    source.Text($"{path}:key") ?? "cockpit.conf",
                    source.Text($"{path}:value"),
                    source.Text($"{path}:reason") ?? "the file cannot be used",
                    source.Text($"{path}:fix") ?? "correct the file"));
            }

            foreach (var path in Entries(source, notices))
            {
                options.ReadNotices.Add(new(Codes.CockpitIgnored, IsWarning: false, source.Text(path) ?? ""));
            }
        }
    }

    private static IEnumerable<string> Entries(KeySource source, string path) =>
        source.Children(path).Select(key => KeySource.Join(path, key));
}
