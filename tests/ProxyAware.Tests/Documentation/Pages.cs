using System.Text.RegularExpressions;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Documentation;

/// <summary>All pages that people read: those beside the solution, and those below <c>docs</c>.</summary>
internal static partial class Pages
{
    // Its links are relative to the package.
    private const string PackageReadme = "src/ProxyAware/Package/package-readme.md";

    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Root(), "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root(), "docs"), "*.md", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(Repository.Root(), f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root(), page));

    /// <summary>The fenced blocks of one language on all pages.</summary>
    public static IEnumerable<Snippet> Snippets(string language) => All.Append(PackageReadme).SelectMany(SnippetsOf).Where(s => s.Language == language);

    public static IEnumerable<Snippet> SnippetsOf(string page)
    {
        var lines = Read(page).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Fence().Match(lines[i]) is not { Success: true } open)
            {
                continue;
            }

            var indentation = open.Groups["indentation"].Value;
            var end = Array.FindIndex(lines, i + 1, l => l.TrimEnd() == indentation + "```");
            if (end < 0)
            {
                throw new InvalidOperationException($"{page}:{i + 1}: the block has no end.");
            }

            var text = lines[(i + 1)..end].Select(l => l.StartsWith(indentation, StringComparison.Ordinal) ? l[indentation.Length..] : l);
            yield return new(page, i + 1, open.Groups["info"].Value.Trim(), string.Join('\n', text) + "\n");
            i = end;
        }
    }

    [GeneratedRegex("^(?<indentation> *)```(?<info>.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();
}
