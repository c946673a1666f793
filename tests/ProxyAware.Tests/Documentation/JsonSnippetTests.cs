using System.Text;
using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration;
using ProxyAware.Upstream;
using ProxyAware.Upstream.Compilation;

namespace ProxyAware.Tests.Documentation;

/// <summary>
/// Every block of JSON is read, and where it holds the library's section, compiled. It must have exactly the problems (<c>```json error=PA1010</c>) and the warnings (<c>warns=PA1105</c>) that
/// stand behind its fence; none where none stand there.
/// </summary>
public class JsonSnippetTests
{
    public static TheoryData<string> Blocks => [.. Pages.Snippets("json").Select(s => s.ToString())];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Json_OnAPage_HasTheProblemsAndWarningsItNames(string block)
    {
        var snippet = Pages.Snippets("json").Single(s => s.ToString() == block);
        var text = snippet.Text.TrimStart();
        var whole = text[0] is '{' or '[' ? text : $"{{ {text} }}";

        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(whole))).Build();
        var (problems, notices) = Compile(configuration);

        Assert.Equal(snippet.Marks("error").Order(StringComparer.Ordinal), problems.Select(p => p.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(snippet.Marks("warns").Order(StringComparer.Ordinal), notices.Where(n => n.IsWarning).Select(n => n.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Json_OnAPageAboutSettings_NamesTheSection() =>
        Assert.All(
            Pages.Snippets("json").Where(s => !s.Page.StartsWith("docs/proxies/", StringComparison.Ordinal)),
            s => Assert.Contains("ProxyAware", s.Text, StringComparison.Ordinal));

    private static (List<ConfigurationProblem> Problems, List<StartNotice> Notices) Compile(IConfiguration configuration)
    {
        using var folder = SettingsFolder.For(configuration);
        var options = new ProxyAwareOptions();
        OptionsReader.Read(configuration, ProxyAwareDefaults.SectionName, options);
        var result = PolicyCompiler.Compile(options, folder.Path);
        var problems = result.Problems.ToList();
        var notices = result.Policy?.Notices.ToList() ?? [];
        using var stores = new PinStores(TimeProvider.System);
        foreach (var upstream in configuration.GetSection("ProxyAware:Upstreams").GetChildren())
        {
            var upstreamOptions = new UpstreamTlsOptions();
            UpstreamOptionsReader.Read(configuration, upstream.Path, upstreamOptions);
            var compiled = UpstreamCompiler.Compile(upstreamOptions, new(upstream.Key, upstream.Path, folder.Path, IsDevelopment: false), TimeProvider.System, stores);
            problems.AddRange(compiled.Problems);
            notices.AddRange(compiled.Policy?.Notices ?? []);
        }

        return (problems, notices);
    }
}
