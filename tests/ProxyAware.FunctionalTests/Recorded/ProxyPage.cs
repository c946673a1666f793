using System.Text.RegularExpressions;

namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>One section of a page about a proxy: the tests run with the settings it shows, and believe its table of headers.</summary>
internal sealed partial class ProxyPage
{
    private readonly string _section;

    private readonly string _text;

    private ProxyPage(string section, string text)
    {
        _section = section;
        _text = text;
    }

    /// <summary>The app's settings as the section shows them: its only block of JSON with the library's section.</summary>
    public string Settings => SettingsIn(_text) is [var settings]
        ? settings
        : throw new InvalidOperationException($"{_section} must show exactly one block of settings.");

    /// <summary>What the proxy does to the headers that a client sent itself.</summary>
    public ClientHeaders ClientHeaders => ClientHeaders.Parse(_text);

    /// <param name="section"><c>page.md#heading</c>.</param>
    public static ProxyPage Read(string section)
    {
        var parts = section.Split('#');
        var all = File.ReadAllText(SolutionFolder.File("docs", "proxies", parts[0]));
        var headings = Heading().Matches(all);
        var found = headings.SingleOrDefault(h => Anchor(h.Groups[1].Value) == parts[1])
            ?? throw new InvalidOperationException($"{parts[0]} has no section '{parts[1]}'.");
        var next = headings.FirstOrDefault(h => h.Index > found.Index);
        return new(section, all[found.Index..(next?.Index ?? all.Length)]);
    }

    /// <summary>The blocks of JSON that hold the library's section, made whole where a page shows only the section itself.</summary>
    public static List<string> SettingsIn(string text) =>
        [.. JsonBlock().Matches(text).Select(m => m.Groups[1].Value.Trim()).Where(b => b.Contains("\"ProxyAware\"", StringComparison.Ordinal)).Select(b => b[0] == '{' ? b : $"{{ {b} }}")];

    /// <summary>The anchor of a heading, as the usual renderers make it.</summary>
    private static string Anchor(string heading) => NoAnchor().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("^```json\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonBlock();

    [GeneratedRegex("[^a-z0-9 -]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoAnchor();
}
