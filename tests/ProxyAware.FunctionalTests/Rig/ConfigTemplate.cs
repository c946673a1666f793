using System.Text.RegularExpressions;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A proxy's configuration file in which <c>@NAME@</c> stands for what only a run knows.</summary>
internal static partial class ConfigTemplate
{
    public static string Fill(string relativePath, IReadOnlyDictionary<string, string> values)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Proxies", relativePath));
        return Placeholder().Replace(text, match => values.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new InvalidOperationException($"{relativePath} needs a value for {match.Value}."));
    }

    [GeneratedRegex("@([A-Z_]+)@")]
    private static partial Regex Placeholder();
}
