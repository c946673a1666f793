using System.Text.RegularExpressions;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Documentation;

/// <summary>What each proxy's page says about what it sends, and about what becomes of the headers a client writes, is what the documented configuration does.</summary>
public sealed partial class PassThroughTests
{
    private const string Client = "127.0.0.5";

    [ProgramFact("nginx")]
    public Task Nginx_DoesWhatItsPageSays() => AssertPageAsync(ProxyProgram.Nginx, "proxies/nginx.md", "infram.conf");

    [ProgramFact("apache2")]
    public Task Apache_DoesWhatItsPageSays() => AssertPageAsync(ProxyProgram.Apache, "proxies/apache.md", "infram.conf");

    [ProgramFact("caddy")]
    public Task Caddy_DoesWhatItsPageSays() => AssertPageAsync(ProxyProgram.Caddy, "proxies/caddy.md", "Caddyfile");

    [ProgramFact("haproxy")]
    public Task HAProxy_DoesWhatItsPageSays() => AssertPageAsync(ProxyProgram.HAProxy, "proxies/haproxy.md", "haproxy.cfg");

    private static async Task AssertPageAsync(ProxyProgram program, string page, string block)
    {
        using var pki = new TestPki(Visitor.Site);
        await using var mirror = new MirrorServer();
        await using var proxy = await ProxyInstance.StartAsync(
            program,
            Installation.ToTemplate(PageBlock.Read($"{page}#{block}").Text),
            ["HTTP_PORT", "HTTPS_PORT"],
            ("APP", mirror.Authority),
            ("CERTIFICATE", pki.CertificateFile),
            ("CERTIFICATE_KEY", pki.KeyFile),
            ("BUNDLE", pki.BundleFile));
        var visitor = new Visitor(proxy.EndPoint("HTTPS_PORT"), Client, pki.ClientOptions(Visitor.Site));
        await AssertSentAsync(page, visitor);
        await AssertTableAsync(page, visitor);
    }

    private static async Task AssertSentAsync(string page, Visitor visitor)
    {
        var answer = await visitor.SendRawAsync("/whoami");

        Assert.Equal(PageBlock.Read($"{page}#sent.http").With(("203.0.113.10", Client)), answer.Body.TrimEnd().ReplaceLineEndings("\n") + "\n");
    }

    private static async Task AssertTableAsync(string page, Visitor visitor)
    {
        var documented = Row().Matches(PageBlock.PageText(page)).Select(row => (Line: row.Groups["line"].Value, Fate: row.Groups["fate"].Value)).ToList();

        var seen = new List<(string Line, string Fate)>();
        foreach (var (line, _) in documented)
        {
            var answer = await visitor.SendRawAsync("/", line);
            Assert.Equal(200, answer.Status);
            seen.Add((line, FateOf(line, answer.Body)));
        }

        Assert.True(documented.SequenceEqual(seen), $"The table of {page} should be:\n{string.Join('\n', seen.Select(row => $"| `{row.Line}` | {row.Fate} |"))}");
        Assert.True(documented.Count > 10, $"{page} has {documented.Count} rows.");
    }

    /// <summary>What became of a line, in the words of the pages.</summary>
    private static string FateOf(string line, string head)
    {
        var parts = line.Split(": ", 2);
        var name = parts[0];
        if (name == "Connection")
        {
            // The header that it names.
            return LinesOf(parts[1], head).Count == 0 ? "deletes the proxy's own" : "no effect";
        }

        var lines = LinesOf(name, head);
        var mine = lines.Count(value => value.Contains(parts[1], StringComparison.Ordinal));
        return (lines.Count, mine) switch
        {
            (0, _) => "removed",
            (_, 0) => "replaced",
            (1, 1) when lines[0] == parts[1] => "passed",
            (1, 1) => "appended to",
            _ => "a line of its own, and the proxy's below",
        };
    }

    private static List<string> LinesOf(string name, string head) => head.Split("\r\n")
        .Select(line => line.Split(": ", 2))
        .Where(parts => parts[0].Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(parts => parts[^1])
        .ToList();

    [GeneratedRegex("^\\| `(?<line>[^`:]+: [^`]+)` \\| (?<fate>[^|]+) \\|$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
