using System.Reflection;
using System.Text.RegularExpressions;
using ProxyAware.Diagnostics;
using ProxyAware.Tests.Support;

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

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/upstreams.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("SECURITY.md")]
    [InlineData("docs/settings.md")]
    [InlineData("docs/findings.md")]
    [InlineData("docs/explain.md")]
    [InlineData("docs/diagnostics.md")]
    [InlineData("docs/robustness.md")]
    public void Links_ToFiles_LeadSomewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root(), page))!;
        Assert.All(FileLink().Matches(Read(page)).Select(m => m.Groups[1].Value), link => Assert.True(File.Exists(Path.Combine(folder, link)), link));
    }

    [GeneratedRegex("^### (PA[0-9]{4})$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeHeading();

    [GeneratedRegex("^\\| `([A-Za-z]+)` \\|", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SettingRow();

    [GeneratedRegex("^\\| ([^|`]+) \\| [^|]+ \\|$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TargetRow();

    [GeneratedRegex("\\]\\(([^)#:]+)\\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileLink();

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root(), path));
}
