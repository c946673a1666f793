using System.Text.RegularExpressions;
using ProxyAware.FunctionalTests.Topologies;
using ProxyAware.Tests.Support;

namespace ProxyAware.FunctionalTests.Documentation;

/// <summary>What the pages promise about themselves.</summary>
public sealed partial class PageTests
{
    /// <summary>Blocks that every proxy's page has; one test runs them all.</summary>
    private const string Sent = "sent.http";

    public static TheoryData<string> Pages => [.. PageBlock.Pages];

    /// <summary>A configuration that nobody runs is a configuration that nobody knows to work.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Configurations_OfAPage_AreRun(string page)
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root(), "tests/ProxyAware.FunctionalTests"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .ToList();

        var forgotten = PageBlock.AllOf(page)
            .Where(block => block.Name != Sent && !sources.Exists(source => source.Contains($"\"{block.Page}#{block.Name}\"", StringComparison.Ordinal)))
            .Select(block => block.Name);

        Assert.Empty(forgotten);
    }

    /// <summary>In the pages that say so, every complete configuration has a name, by which tests find it.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Configurations_OfAPageWithoutCopies_HaveNames(string page)
    {
        var text = PageBlock.PageText(page);
        if (text.Contains("there is no copy of them", StringComparison.Ordinal))
        {
            Assert.Empty(NamelessConfiguration().Matches(text).Select(match => match.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Tests_ThatAPageNames_Exist(string page)
    {
        var types = typeof(TopologySite).Assembly.GetTypes();

        var unknown = TestName().Matches(PageBlock.PageText(page)).Where(name => !types.Any(type =>
            type.Name.Split('`')[0] == name.Groups["type"].Value && type.GetMethod(name.Groups["method"].Value) is not null));

        Assert.Empty(unknown.Select(name => name.Value));
    }

    [GeneratedRegex("^```(nginx|apache|caddyfile|haproxy)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamelessConfiguration();

    [GeneratedRegex("`(?<type>[A-Z][A-Za-z]+Tests)\\.(?<method>[A-Z][A-Za-z0-9_]+)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();
}
