using System.Text.RegularExpressions;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Documentation;

/// <summary>Links between pages, to files and to headings lead somewhere. Links to other sites are not asked.</summary>
public partial class LinkTests
{
    public static TheoryData<string> AllPages => [.. Pages.All];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Links_OfAPage_LeadSomewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root(), page))!;
        Assert.All(Targets(page).Where(t => !t.Contains("://", StringComparison.Ordinal)), link =>
        {
            var (path, anchor) = link.Split('#') is [var left, var right] ? (left, right) : (link, null);
            var target = path.Length == 0 ? Path.Combine(Repository.Root(), page) : Path.GetFullPath(Path.Combine(folder, path));
            Assert.True(Path.Exists(target), $"{page} links to {path}, which is not there");
            Assert.True(anchor is null || Anchors(File.ReadAllText(target)).Contains(anchor), $"{page} links to {link}, and there is no such heading");
        });
    }

    [Fact]
    public void Pages_BelowDocs_AreReachedFromTheReadme()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { "README.md" };
        var queue = new Queue<string>(reached);
        while (queue.TryDequeue(out var page))
        {
            foreach (var next in Targets(page).Select(t => Resolve(page, t)).Where(p => Pages.All.Contains(p)).Where(reached.Add))
            {
                queue.Enqueue(next);
            }
        }

        Assert.Empty(Pages.All.Except(reached));
    }

    private static string Resolve(string page, string link)
    {
        var path = link.Split('#')[0];
        var target = Path.GetFullPath(Path.Combine(Repository.Root(), Path.GetDirectoryName(page)!, path));
        if (path.Length > 0 && Directory.Exists(target))
        {
            target = Path.Combine(target, "README.md");
        }

        return Path.GetRelativePath(Repository.Root(), target).Replace('\\', '/');
    }

    private static IEnumerable<string> Targets(string page) => Link().Matches(WithoutBlocks(Pages.Read(page))).Select(m => m.Groups["target"].Value);

    /// <summary>The anchors of all headings, as GitHub makes them.</summary>
    private static HashSet<string> Anchors(string text)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var heading in Heading().Matches(WithoutBlocks(text)).Select(m => m.Groups["text"].Value.Trim()))
        {
            var anchor = NoAnchor().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');
            for (var i = 1; !anchors.Add(i == 1 ? anchor : $"{anchor}-{i - 1}"); i++)
            {
            }
        }

        return anchors;
    }

    private static string WithoutBlocks(string text) => Block().Replace(text, "");

    [GeneratedRegex("\\]\\((?<target>[^)\\s]+)\\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("[^\\p{L}\\p{N}_ -]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoAnchor();

    [GeneratedRegex("^ *```.*?^ *```$", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
