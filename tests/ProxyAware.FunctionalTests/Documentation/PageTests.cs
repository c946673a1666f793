using System.Text.RegularExpressions;
using ProxyAware.FunctionalTests.Topologies;

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
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests/ProxyAware.FunctionalTests"), "*.cs", SearchOption.AllDirectories)
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
    public void Links_OfAPage_LeadSomewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, "docs", page))!;

        var broken = Link().Matches(PageBlock.PageText(page)).Where(link => !Leads(folder, page, link.Groups["path"].Value, link.Groups["anchor"].Value));

        Assert.Empty(broken.Select(link => link.Value));
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

    private static bool Leads(string folder, string page, string path, string anchor)
    {
        var file = path.Length == 0 ? Path.Combine(Repository.Root, "docs", page) : Path.GetFullPath(Path.Combine(folder, path));
        return Directory.Exists(file) || (File.Exists(file) && (anchor.Length == 0 || Heading().Matches(File.ReadAllText(file)).Any(heading => AnchorOf(heading.Groups[1].Value) == anchor)));
    }

    /// <summary>As GitHub makes them.</summary>
    private static string AnchorOf(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex("^```(nginx|apache|caddyfile|haproxy)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamelessConfiguration();

    [GeneratedRegex("\\]\\((?<path>[^)#:]*)(#(?<anchor>[^)]+))?\\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("`(?<type>[A-Z][A-Za-z]+Tests)\\.(?<method>[A-Z][A-Za-z0-9_]+)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();
}
