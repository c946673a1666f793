using System.Text.RegularExpressions;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A proxy's configuration in which <c>@NAME@</c> stands for what only a run knows.</summary>
internal static partial class ConfigTemplate
{
    /// <summary>A file under <c>Proxies</c>.</summary>
    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Proxies", relativePath));

    public static string Fill(string text, IReadOnlyDictionary<string, string> values, string name) =>
        Placeholder().Replace(text, match => values.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new InvalidOperationException($"{name} needs a value for {match.Value}."));

    [GeneratedRegex("@([A-Z_]+)@")]
    private static partial Regex Placeholder();
}
