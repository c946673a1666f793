using System.Text.RegularExpressions;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;

namespace ProxyAware.Tests.Documentation;

/// <summary>Every block of shell is good syntax; projects it names are there; those that only need OpenSSL are run, the blocks of one page one after the other in one folder.</summary>
public partial class ShellSnippetTests
{
    /// <summary>Every program that a page may call. What stands here and is not run is run by the functional tests, or belongs to the reader's own servers.</summary>
    private static readonly string[] Known =
    [
        "a2enmod", "aws", "curl", "dotnet", "dotnet-counters", "nginx", "openssl", "printf", "sudo",
    ];

    public static TheoryData<string> Blocks => [.. Pages.Snippets("shell").Select(s => s.ToString())];

    /// <summary>The pages with blocks that are run.</summary>
    public static TheoryData<string> RunnablePages => [.. Pages.Snippets("shell").Where(IsRun).Select(s => s.Page).Distinct(StringComparer.Ordinal)];

    [ShellTheory]
    [MemberData(nameof(Blocks))]
    public async Task Shell_OnAPage_IsGoodSyntax(string block)
    {
        using var folder = new TemporaryFolder();
        var (exitCode, _, errors) = await Shell.RunAsync(folder.Path, Find(block).Text, "-n");
        Assert.True(exitCode == 0, errors);
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Shell_OnAPage_CallsProgramsAndProjectsThatExist(string block)
    {
        var text = Continued().Replace(Find(block).Text, " ");
        var programs = text.Split('\n').Where(l => l.Length > 0 && l[0] is not ('#' or ' ' or '-')).Select(l => Assigned().Replace(l.TrimStart('{', ' '), "").Split(' ')[0]);
        Assert.All(programs, p => Assert.Contains(p, Known));
        Assert.All(Project().Matches(text), m => Assert.True(Path.Exists(Path.Combine(Repository.Root(), m.Groups["path"].Value)), m.Value));
    }

    [ShellTheory("openssl")]
    [MemberData(nameof(RunnablePages))]
    public async Task OpenSsl_OnAPage_DoesWhatItSays(string page)
    {
        using var folder = new TemporaryFolder();
        folder.Write("server.crt", TestPki.Leaf.Pem);
        foreach (var snippet in Pages.SnippetsOf(page).Where(s => s.Language == "shell" && IsRun(s)))
        {
            var (exitCode, output, errors) = await Shell.RunAsync(folder.Path, snippet.Text, "-eu", "-o", "pipefail");
            Assert.True(exitCode == 0, $"{snippet}: {errors}");
            Assert.All(snippet.Marks("makes"), file => Assert.NotEmpty(File.ReadAllText(Path.Combine(folder.Path, file))));
            if (snippet.Text.Contains("dgst -sha256 -binary", StringComparison.Ordinal))
            {
                Assert.Matches("^[A-Za-z0-9+/]{43}=\n$", output);
            }
        }
    }

    /// <summary>Blocks of OpenSSL alone, but those that talk to servers.</summary>
    private static bool IsRun(Snippet snippet) =>
        snippet.Text.Contains("openssl", StringComparison.Ordinal)
        && !snippet.Text.Contains("s_client", StringComparison.Ordinal)
        && !snippet.Text.Contains("sudo", StringComparison.Ordinal)
        && !snippet.Text.Contains("dotnet", StringComparison.Ordinal);

    private static Snippet Find(string block) => Pages.Snippets("shell").Single(s => s.ToString() == block);

    [GeneratedRegex("\\\\\n\\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Continued();

    [GeneratedRegex("^([A-Za-z_]+=\\S* )+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assigned();

    [GeneratedRegex("--project (?<path>\\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Project();
}
