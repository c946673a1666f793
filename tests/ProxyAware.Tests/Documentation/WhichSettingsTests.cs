using System.Text;
using Microsoft.Extensions.Configuration;

namespace ProxyAware.Tests.Documentation;

/// <summary>The settings that the page shows for each deployment, with requests as that deployment sends them; <c>6.6.6.6</c> is what a client forges.</summary>
public class WhichSettingsTests
{
    private const string Page = "docs/which-settings.md";

    private const string Https = "X-Forwarded-Proto: https";

    private const string For = "X-Forwarded-For: 6.6.6.6, 203.0.113.9";

    private const string App = "https://app.example.com, path /x, client 203.0.113.9";

    private const string Cockpit = "https://ops.example.com/cockpit, path /x, client 203.0.113.9";

    public static TheoryData<string, int, string, string, string> Requests => new()
    {
        { "No proxy", 0, "203.0.113.9 https", $"GET /x|Host: app.example.com|{For}", App },
        { "No proxy", 0, "203.0.113.9", "GET /x|Host: evil.example", "307 https://app.example.com/x" },
        { "No proxy", 1, "192.168.1.7", "GET /x|Host: nas.lan", "http://nas.lan, path /x, client 192.168.1.7" },
        { "No proxy", 1, "192.168.1.7", "GET /x|Host: evil.example", "400 PA3002" },
        { "One proxy on the same host", 0, "127.0.0.1", $"GET /x|Host: app.example.com|{For}|{Https}", App },
        { "One proxy on another machine", 0, "192.168.10.29", $"GET /x|Host: app.example.com|{For}|{Https}", App },
        { "One proxy on another machine", 0, "192.168.10.30", $"GET /x|Host: app.example.com|{For}|{Https}", "400 PA3005" },
        { "Two proxies", 0, "192.168.20.1", $"GET /x|Host: app.example.com|{For}, 192.168.10.29|{Https}", App },
        { "Two proxies", 1, "192.168.20.1", $"GET /x|Host: app.example.com|{For}, 192.168.10.29|X-Forwarded-Proto: http", App },
        { "A container", 0, "172.30.0.2", $"GET /x|Host: app.example.com|{For}|{Https}", App },
        { "Kubernetes ingress", 0, "10.42.1.9", $"GET /x|Host: app.example.com|{For}|{Https}", App },
        { "Kubernetes ingress", 0, "10.42.2.9", $"GET /x|Host: app.example.com|{For}|{Https}", "400 PA3005" },
        { "Kubernetes ingress", 0, "10.0.1.4", "GET /healthz|Host: 10.42.7.8:8080", "http://app.example.com, path /healthz, client 10.0.1.4" },
        { "A cloud load balancer", 0, "10.0.1.77", $"GET /x|Host: app.example.com|{For}|{Https}", App },
        { "A content delivery network", 0, "192.0.2.10", $"GET /x|Host: app.example.com|{For}|{Https}", App },
        { "A Unix socket", 0, "unix", $"GET /x|Host: app.example.com|{For}|{Https}", App },
        { "Below a path that the proxy keeps", 0, "127.0.0.1", $"GET /cockpit/x|Host: ops.example.com|{For}|{Https}", Cockpit },
        { "Below a path that the proxy keeps", 0, "127.0.0.1", $"GET /x|Host: ops.example.com|{For}|{Https}", "404 PA3003" },
        { "Below a path that the proxy takes off", 0, "127.0.0.1", $"GET /x|Host: ops.example.com|{For}|{Https}", Cockpit },
        { "Below a path that the proxy takes off", 1, "127.0.0.1", $"GET /x|Host: ops.example.com|{For}|{Https}|X-Forwarded-Prefix: /cockpit", Cockpit },
        { "Pomerium", 0, "127.0.0.1", $"GET /x|Host: localhost:9090|{For}|{Https}", "https://cockpit.example.com, path /x, client 203.0.113.9" },
        { "RFC 7239", 0, "10.0.0.5", "GET /x|Host: app.example.com|X-Forwarded-For: 6.6.6.6|Forwarded: for=6.6.6.6, for=203.0.113.9;proto=https", App },
        { "A header with one address", 0, "10.0.0.5", $"GET /x|Host: app.example.com|X-Forwarded-For: 6.6.6.6|X-Real-IP: 203.0.113.9|{Https}", App },
        { "A page on another host calls the app", 0, "127.0.0.1", $"POST /x|Host: api.example.com|Origin: https://a.partner.example|Cookie: a=b|{For}|{Https}", "https://api.example.com, path /x, client 203.0.113.9" },
        { "A page on another host calls the app", 0, "127.0.0.1", $"POST /x|Host: api.example.com|Origin: https://evil.example|Cookie: a=b|{For}|{Https}", "403 PA4003" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Settings_OfADeployment_DoWhatIsWanted(string heading, int block, string peer, string request, string expected)
    {
        var settings = Pages.SnippetsOf(Page).Where(s => s.Language == "json" && HeadingOf(s) == heading).ElementAt(block);
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($"{{ {settings.Text} }}"))).Build();
        using var folder = SettingsFolder.For(configuration);
        await using var explainer = ProxyExplainer.FromConfiguration(configuration, new() { ContentRoot = folder.Path });
        var lines = request.Split('|');

        var explanation = await explainer.ExplainAsync(
            $"# peer: {peer.Split(' ')[0]}\n# scheme: {(peer.EndsWith("https", StringComparison.Ordinal) ? "https" : "http")}\n{lines[0]} HTTP/1.1\n{string.Join('\n', lines[1..])}\n\n");

        Assert.Equal(expected, Summary(explanation));
    }

    /// <summary>Every deployment has a request, but those whose settings do not start.</summary>
    [Fact]
    public void Settings_OfEveryDeployment_AreTried()
    {
        var tried = Requests.Select(r => ($"{r[0]}", (int)r[1]!)).ToHashSet();
        var shown = Pages.SnippetsOf(Page).Where(s => s.Language == "json" && s.Info == "json").GroupBy(HeadingOf).SelectMany(g => g.Select((_, i) => (g.Key, i)));
        Assert.Empty(shown.Except(tried));
    }

    private static string Summary(ProxyExplanation explanation) => explanation.Verdict is { Outcome: not ExplainedOutcome.Served } verdict
        ? $"{verdict.Status} {verdict.Code ?? verdict.Location}"
        : explanation.ToString().Split(Environment.NewLine).Single(l => l.StartsWith("app sees:", StringComparison.Ordinal))["app sees:".Length..].Trim();

    private static string HeadingOf(Snippet snippet) =>
        Pages.Read(Page).Split('\n').Take(snippet.Line).Last(l => l.StartsWith("## ", StringComparison.Ordinal))[3..];
}
