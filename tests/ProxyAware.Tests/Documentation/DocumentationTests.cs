using System.Reflection;
using System.Text.RegularExpressions;
using ProxyAware.Diagnostics;

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

    [GeneratedRegex("^### (PA[0-9]{4})$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeHeading();

    [GeneratedRegex("^\\| `([A-Za-z]+)` \\|", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SettingRow();

    private static string Read(string path) => Pages.Read(path);
}
