using DocumentationPages = ProxyAware.Tests.Documentation.Pages;

namespace ProxyAware.FunctionalTests.Documentation;

/// <summary>
/// A fenced block of a page of the documentation that has a name behind its language, such as <c>```nginx infram.conf</c>. The tests run these blocks:
/// there is no copy of them anywhere. What belongs to one installation (ports, certificates, addresses) is replaced word by word.
/// </summary>
internal sealed record PageBlock(string Page, string Name, string Text)
{
    private const string Folder = "docs/";

    /// <summary>All pages that may have such blocks.</summary>
    public static IEnumerable<string> Pages => DocumentationPages.All.Where(page => page.StartsWith(Folder, StringComparison.Ordinal)).Select(page => page[Folder.Length..]);

    /// <summary>Reads one.</summary>
    /// <param name="reference">The page below <c>docs</c> and the name, as <c>proxies/nginx.md#infram.conf</c>.</param>
    public static PageBlock Read(string reference)
    {
        var parts = reference.Split('#');
        return Assert.Single(AllOf(parts[0]), block => block.Name == parts[1]);
    }

    public static IEnumerable<PageBlock> AllOf(string page) => DocumentationPages.SnippetsOf(Folder + page)
        .Where(snippet => snippet.Info.Split(' ') is [_, var name] && !name.Contains('=', StringComparison.Ordinal))
        .Select(snippet => new PageBlock(page, snippet.Info.Split(' ')[1], snippet.Text));

    public static string PageText(string page) => DocumentationPages.Read(Folder + page);

    /// <summary>The text with other values. Each must be there: a value that is not could not be what is tested.</summary>
    public string With(params IEnumerable<(string Documented, string Value)> values)
    {
        var text = Text;
        foreach (var (documented, value) in values)
        {
            Assert.True(text.Contains(documented, StringComparison.Ordinal), $"{Page}#{Name} has no '{documented}'.");
            text = text.Replace(documented, value, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>The lines of a list of environment variables.</summary>
    public IReadOnlyDictionary<string, string> Variables(params IEnumerable<(string Documented, string Value)> values) =>
        With(values).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .ToDictionary(line => line[0], line => line[1], StringComparer.Ordinal);
}
