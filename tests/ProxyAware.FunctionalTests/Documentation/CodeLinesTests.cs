using System.Text.RegularExpressions;
using ProxyAware.FunctionalTests.Rig;
using ProxyAware.Tests.Documentation;

namespace ProxyAware.FunctionalTests.Documentation;

/// <summary>The lines that the page of codes proposes for a proxy are lines that this proxy starts with.</summary>
public sealed partial class CodeLinesTests
{
    [ProgramFact("nginx")]
    public Task Nginx_WithTheLinesOfTheCodes_Starts()
    {
        var locations = Lines("proxy_").Where(l => l[^1] == ';').Select((line, i) => $"location /{i} {{ proxy_pass http://127.0.0.1:9; {line} }}").ToList();
        return AssertStartsAsync(ProxyProgram.Nginx, locations, $$"""
            map $http_upgrade $connection_upgrade { default upgrade; '' close; }
            server {
                listen 127.0.0.1:@HTTP_PORT@;
                {{string.Join('\n', locations)}}
            }
            """);
    }

    [ProgramFact("apache2")]
    public Task Apache_WithTheLinesOfTheCodes_Starts()
    {
        var lines = Lines("RequestHeader ", "Proxy").ToList();
        return AssertStartsAsync(ProxyProgram.Apache, lines, $"<VirtualHost *:@HTTP_PORT@>\n{string.Join('\n', lines)}\n</VirtualHost>\n");
    }

    [ProgramFact("caddy")]
    public Task Caddy_WithTheLinesOfTheCodes_Starts()
    {
        var routes = Lines("header_up ", "trusted_proxies ").Select((line, i) => $"handle /{i} {{\nreverse_proxy 127.0.0.1:9 {{\n{line}\n}}\n}}").ToList();
        return AssertStartsAsync(ProxyProgram.Caddy, routes, $"http://localhost:@HTTP_PORT@ {{\n{string.Join('\n', routes)}\n}}\n");
    }

    [ProgramFact("haproxy")]
    public Task HAProxy_WithTheLinesOfTheCodes_Starts()
    {
        var lines = Lines("http-request ", "option ").Where(l => l.Split(' ').Length > 2 || l.StartsWith("option", StringComparison.Ordinal)).ToList();
        return AssertStartsAsync(ProxyProgram.HAProxy, lines, $"""
            frontend lines
                bind 127.0.0.1:@HTTP_PORT@
                mode http
                timeout client 5s
                {string.Join("\n    ", lines)}
                default_backend app
            backend app
                mode http
                timeout connect 5s
                timeout server 5s
                {Lines("timeout tunnel ").Single()}
                server app 127.0.0.1:9

            """);
    }

    private static async Task AssertStartsAsync(ProxyProgram program, List<string> lines, string site)
    {
        Assert.True(lines.Count > 3, $"The page has {lines.Count} lines for {program.Name}.");
        await using var proxy = await ProxyInstance.StartAsync(program, site, ["HTTP_PORT", "HTTPS_PORT"]);
    }

    private static IEnumerable<string> Lines(params string[] beginnings) => Code().Matches(Pages.Read("docs/codes.md"))
        .Select(m => m.Groups["code"].Value)
        .Where(code => code.Contains(' ', StringComparison.Ordinal) && beginnings.Any(b => code.StartsWith(b, StringComparison.Ordinal)))
        .Distinct(StringComparer.Ordinal);

    [GeneratedRegex("`(?<code>[^`\\n]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
