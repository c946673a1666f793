using System.Reflection;
using System.Text.RegularExpressions;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Tests.Support;
using ProxyAware.Upstream;

namespace ProxyAware.Tests.Documentation;

public partial class DocumentationTests
{
    [Fact]
    public void Codes_PageAndCode_HaveTheSameOnes()
    {
        var documented = CodeHeading().Matches(Read("docs/codes.md")).Select(m => m.Groups[1].Value).ToList();
        var codes = typeof(Codes).GetFields(BindingFlags.Static | BindingFlags.Public).Select(f => (string)f.GetRawConstantValue()!)
            .Where(c => c != Codes.UpstreamFailurePrefix)
            .Concat(Enum.GetValues<UpstreamTlsReason>().Select(UpstreamTlsException.CodeOf))
            .ToList();
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes.Order(StringComparer.Ordinal));
        Assert.Equal(codes.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_PageAndOptions_HaveTheSameOnes()
    {
        var documented = SettingRow().Matches(Read("docs/settings.md")).Select(m => m.Groups[1].Value).Where(k => char.IsUpper(k[0])).ToList();
        var options = typeof(ProxyAwareOptions).GetProperties().Select(p => p.Name).Append("Upstreams").Distinct();
        Assert.Equal(options.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Robustness_PageAndFuzzedParsers_HaveTheSameOnes()
    {
        var documented = TargetRow().Matches(Read("docs/robustness.md")).Select(m => m.Groups[1].Value).Where(t => t != "target" && !t.StartsWith('-'));
        var targets = Robustness.Fuzz.ParserFuzzTests.Names.Select<object[], string>(row => (string)row[0]);
        Assert.Equal(targets.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    /// <summary>What is written of a default that a property holds; the others depend on more than one option.</summary>
    [Fact]
    public void Settings_Defaults_AreThoseOfTheOptions()
    {
        var defaults = new ProxyAwareOptions();
        var documented = DefaultCell().Matches(Read("docs/settings.md")).ToDictionary(m => m.Groups["key"].Value, m => m.Groups["value"].Value, StringComparer.Ordinal);
        Assert.All(
            typeof(ProxyAwareOptions).GetProperties().Where(p => p.PropertyType == typeof(bool) || p.PropertyType.IsEnum),
            p => Assert.Equal($"{p.GetValue(defaults)}", documented[p.Name], ignoreCase: true));
    }

    [Fact]
    public void Upstreams_PageAndOptions_HaveTheSameOnes()
    {
        var page = Read("docs/upstreams.md");
        var table = page[page.IndexOf("| option | nginx |", StringComparison.Ordinal)..];
        var documented = SettingRow().Matches(table[..table.IndexOf("\n\n", StringComparison.Ordinal)]).Select(m => m.Groups[1].Value);
        Assert.Equal(UpstreamKeys.Names.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Codes_OnThePage_HaveCauseEvidenceAndFix()
    {
        var entries = Read("docs/codes.md").Split("\n### ").Skip(1).ToList();
        Assert.NotEmpty(entries);
        Assert.All(entries, entry => Assert.Equal(
            ["Cause", "Evidence", "Fix"], EntryPart().Matches(entry.Split("\n## ")[0]).Select(m => m.Groups["part"].Value)));
    }

    /// <summary>A name in running text, written as in JSON, is one that the reader knows.</summary>
    [Fact]
    public void Settings_InRunningText_AreKnown()
    {
        var known = OptionKeys.Names.Concat(UpstreamKeys.Names).Concat(typeof(UpstreamPin).GetProperties().Select(p => p.Name)).Append(ProxyAwareDefaults.SectionName).ToList();
        Assert.All(
            Pages.All.SelectMany(page => NameInText().Matches(Read(page)).Select(m => (page, Name: m.Groups["name"].Value))),
            found => Assert.True(known.Contains(found.Name), $"{found.page}: {found.Name}"));
    }

    [Fact]
    public void Tests_ThatThePagesName_Exist()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root(), "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
        var named = Pages.All.SelectMany(page => TestInText().Matches(Read(page)).Select(m => m.Groups["name"].Value)).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, files));
    }

    [GeneratedRegex("^### (PA[0-9]{4})$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeHeading();

    [GeneratedRegex("^\\| `([A-Za-z]+)` \\|", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SettingRow();

    [GeneratedRegex("^\\| ([^|`]+) \\| [^|]+ \\|$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TargetRow();

    [GeneratedRegex("^\\| `(?<key>[A-Za-z]+)` \\| `(?<value>[A-Za-z]+)` \\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DefaultCell();

    [GeneratedRegex("^- \\*\\*(?<part>[A-Z][a-z]+)\\*\\*", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EntryPart();

    [GeneratedRegex("`\"(?<name>[A-Z][A-Za-z0-9]+)\"(: [^`]+)?`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameInText();

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9]+Tests)[`.]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestInText();

    private static string Read(string path) => Pages.Read(path);
}
