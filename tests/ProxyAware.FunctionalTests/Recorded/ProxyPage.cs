using System.Text.RegularExpressions;
using ProxyAware.FunctionalTests.Documentation;

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
    public static ProxyPage Read(string section) =>
        Sections(section.Split('#')[0]).SingleOrDefault(s => s._section == section) ?? throw new InvalidOperationException($"There is no section {section}.");

    /// <summary>The sections of a page that show settings.</summary>
    public static IEnumerable<string> WithSettings(string page) => Sections(page).Where(s => SettingsIn(s._text).Count > 0).Select(s => s._section);

    public static string TextOf(string page) => PageBlock.PageText($"proxies/{page}");

    private static IEnumerable<ProxyPage> Sections(string page)
    {
        var text = TextOf(page);
        var headings = Heading().Matches(text);
        return headings.Select((h, i) =>
            new ProxyPage($"{page}#{Anchor(h.Groups[1].Value)}", text[h.Index..(i + 1 < headings.Count ? headings[i + 1].Index : text.Length)]));
    }

    /// <summary>The blocks of JSON that hold the library's section, made whole where a page shows only the section itself.</summary>
    private static List<string> SettingsIn(string text) =>
    [
        .. JsonBlock().Matches(text).Select(m => m.Groups[1].Value.Trim()).Where(b => b.Contains("\"ProxyAware\"", StringComparison.Ordinal))
            .Select(b => b[0] == '{' ? b : $"{{ {b} }}"),
    ];

    /// <summary>The anchor of a heading, as the usual renderers make it.</summary>
    private static string Anchor(string heading) => NoAnchor().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("^```json\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonBlock();

    [GeneratedRegex("[^a-z0-9 -]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoAnchor();
}
