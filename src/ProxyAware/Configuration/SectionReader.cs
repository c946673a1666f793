using ProxyAware.Diagnostics;

namespace ProxyAware.Configuration;

/// <summary>What reading any section has in common. Nothing here throws: what makes no sense becomes a problem.</summary>
internal static class SectionReader
{
    /// <summary>Sets the options whose keys are there, and leaves the rest alone.</summary>
    public static void Read<TOptions>(
        ProviderView view, IEnumerable<OptionKey<TOptions>> keys, TOptions options, ICollection<ConfigurationProblem> problems, ICollection<StartNotice> notices)
    {
        foreach (var key in keys)
        {
            if (view.Find(key.Name, problems, notices) is { } value && key.Read(value, options) is { } problem)
            {
                problems.Add(problem);
            }
        }
    }

    /// <summary>Reports a text where the section should be.</summary>
    /// <param name="view">The section.</param>
    /// <param name="reason">What it is instead of a text.</param>
    /// <param name="example">An option below it.</param>
    /// <param name="problems">Where the problem goes.</param>
    public static void ReportText(ProviderView view, string reason, string example, ICollection<ConfigurationProblem> problems)
    {
        if (view.OwnText() is { } own)
        {
            problems.Add(new(Codes.BadShape, view.Name, own.Text, $"{reason} (in {own.Source})", $"name an option below it, such as '{view.FullKey(example)}'"));
        }
    }

    /// <summary>Reports keys that nothing reads: a slip in a name must not leave the option at its default.</summary>
    /// <param name="view">The section.</param>
    /// <param name="names">The names of all options.</param>
    /// <param name="reason">What is wrong with another key.</param>
    /// <param name="problems">Where the problems go.</param>
    /// <param name="isReserved">Whether another key is read elsewhere.</param>
    public static void ReportUnknownKeys(
        ProviderView view, IReadOnlyList<string> names, string reason, ICollection<ConfigurationProblem> problems, Func<string, bool>? isReserved = null)
    {
        foreach (var key in view.Keys().Where(k => !names.Contains(k, StringComparer.OrdinalIgnoreCase) && isReserved?.Invoke(k) != true))
        {
            var holder = view.Holder(key);
            var fix = Nearest.Find(key, names) is { } near ? $"write '{near}'" : $"write one of {string.Join(", ", names)}";
            problems.Add(new(Codes.UnknownKey, view.FullKey(key), holder.Text(view.PathOf(key)), $"{reason} (in {holder.Name})", fix));
        }
    }
}
