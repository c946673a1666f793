using System.Net.Sockets;
using System.Text;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Samples;

/// <summary><c>explain</c> as people call it: a file or the standard input, settings from a file, the environment and arguments.</summary>
public sealed class ExplainTests
{
    private const string Request = "# peer: 10.0.0.5\nGET /whoami HTTP/1.1\nHost: ops.example.com\nX-Forwarded-For: 6.6.6.6, 203.0.113.7\nX-Forwarded-Proto: https\n\n";

    [Fact]
    public async Task File_WithSettings_IsExplainedAsText()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("request.http"), Request);
        await File.WriteAllTextAsync(folder.File("appsettings.json"), """{ "ProxyAware": { "TrustProxy": "10.0.0.0/24" } }""");

        var run = await ExplainRun.WithInputAsync(null, [folder.File("request.http"), "--config", folder.File("appsettings.json")]);

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Contains("peer:       10.0.0.5, trusted: TrustProxy names it (10.0.0.0/24).", run.Lines);
        Assert.Contains("app sees:   https://ops.example.com, path /whoami, client 203.0.113.7", run.Lines);
        Assert.Contains("verdict:    served: The request goes on to the app.", run.Lines);
        Assert.Equal("", run.Errors);
    }

    [Fact]
    public async Task Input_AsJson_HasTheSameDecision()
    {
        var run = await ExplainRun.OfAsync(Request, "--json", "--ProxyAware:TrustProxy=10.0.0.5");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal("203.0.113.7", run.Explanation.Client.Address);
        Assert.Equal(ExplainedOutcome.Served, run.Explanation.Verdict.Outcome);
        Assert.Contains("\"quality\": \"Proxied\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_OverrideTheComments()
    {
        var run = await ExplainRun.OfAsync("# peer: 10.0.0.5\n# scheme: http\nGET / HTTP/1.1\nHost: a.example\n", "--json", "--peer=[2001:db8::5]:4711", "--tls");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal(("2001:db8::5", 4711, "https"), (run.Explanation.Request.Peer, run.Explanation.Request.PeerPort, run.Explanation.Request.Scheme));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\nHost: a.example\n", "--ProxyAware:AllowUnencrypted=false", "verdict:    redirected with 307 to https://a.example/: The app is served over https only.")]
    [InlineData("POST / HTTP/1.1\nHost: a.example\n", "--ProxyAware:AllowUnencrypted=false", "verdict:    refused with 403, PA3004: This app is served over https only.")]
    [InlineData("GET / HTTP/1.1\nHost: b.example\n", "--ProxyAware:AllowedHosts=a.example", "verdict:    refused with 400, PA3002: This app does not answer to the host of the request.")]
    public async Task Request_ThatIsNotServed_EndsWithOne(string request, string setting, string verdict)
    {
        var run = await ExplainRun.OfAsync(request, "--peer", "203.0.113.9", setting);

        Assert.True(run.ExitCode == 1, run.All);
        Assert.Contains(verdict, run.Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--json")]
    [InlineData("-|--config")]
    [InlineData("-|--peer=")]
    [InlineData("-|--json=yes")]
    [InlineData("-|extra")]
    [InlineData("-|--verbose")]
    public async Task Arguments_ThatMakeNoSense_EndWithTheUsage(string arguments)
    {
        var run = await ExplainRun.WithInputAsync(Request, arguments.Split('|', StringSplitOptions.RemoveEmptyEntries));

        Assert.True(run.ExitCode == 2, run.All);
        Assert.Contains("usage: explain <file or ->", run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("", "Line 1: there is no request")]
    [InlineData("GET / HTTP/1.1\nHost: a\nBad Header: x\n", "Line 3: ")]
    [InlineData("# peer: 10/8\nGET / HTTP/1.1\nHost: a\n", "Line 1: '10/8' is no peer")]
    [InlineData("GET / HTTP/1.1\nHost: a\n", "'localhost' is no peer", "--peer=localhost")]
    [InlineData("GET / HTTP/1.1\nHost: a\n", "ProxyAware:TrustProxy = 'true'", "--ProxyAware:TrustProxy=true")]
    [InlineData("GET / HTTP/1.1\nHost: a\n", "ProxyAware:TrustProxi", "--ProxyAware:TrustProxi=1")]
    [InlineData("GET / HTTP/1.1\nHost: a\n", "missing.json", "--config=missing.json")]
    public async Task Input_ThatCannotBeUsed_EndsWithTheReason(string request, string reason, params string[] arguments)
    {
        var run = await ExplainRun.OfAsync(request, arguments);

        Assert.True(run.ExitCode == 2, run.All);
        Assert.Contains(reason, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"ProxyAware\": ", "appsettings.json")]
    [InlineData("{ \"ProxyAware\": { \"TrustProxy\": \"10/8\" } }", "'10/8'")]
    [InlineData("{ \"ProxyAware\": { \"TrustProxy\": \"file:none.txt\" } }", "none.txt")]
    public async Task Settings_ThatCannotBeUsed_EndWithTheReason(string json, string reason)
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("appsettings.json"), json);

        var run = await ExplainRun.OfAsync(Request, "--config", folder.File("appsettings.json"));

        Assert.True(run.ExitCode == 2, run.All);
        Assert.Contains(reason, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsMissingOrNoText_EndsWithTheReason()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("bytes.http"), [.. "GET / HTTP/1.1\nHost: a\nX: "u8, 0xFF]);

        var missing = await ExplainRun.WithInputAsync(null, [folder.File("missing.http")]);
        var bytes = await ExplainRun.WithInputAsync(null, [folder.File("bytes.http")]);

        Assert.Equal((2, 2), (missing.ExitCode, bytes.ExitCode));
        Assert.Contains("missing.http", missing.Errors, StringComparison.Ordinal);
        Assert.Contains("UTF-8", bytes.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", missing.All + bytes.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_OfEnvironmentAndFiles_StandAsInTheApp()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("proxies.txt"), "10.0.0.5 # the edge\n");
        await File.WriteAllTextAsync(folder.File("appsettings.json"), """{ "ProxyAware": { "TrustProxy": "file:proxies.txt", "AllowUnencrypted": true } }""");
        string[] arguments = ["-", "--json", "--config", folder.File("appsettings.json")];

        var file = await ExplainRun.WithInputAsync(Request, arguments);
        var variable = await ExplainRun.WithInputAsync(Request, arguments, ("ProxyAware__TrustProxy", "false"), ("TRUST_PROXY", "1"));

        Assert.Equal("203.0.113.7", file.Explanation.Client.Address);
        Assert.Equal("10.0.0.5", variable.Explanation.Client.Address);
    }

    [Fact]
    public async Task CockpitFile_IsRead()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("cockpit.conf"), "[WebService]\nProtocolHeader = X-Forwarded-Proto\nForwardedForHeader = X-Forwarded-For\n");

        var run = await ExplainRun.OfAsync(Request, "--json", "--peer=127.0.0.1", $"--Samples:CockpitConf={folder.File("cockpit.conf")}");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal(("203.0.113.7", "https"), (run.Explanation.Client.Address, run.Explanation.App!.Scheme));
    }

    [Theory]
    [InlineData("GET /whoami HTTP/1.1\nHost: ops.example.com\nX-Forwarded-For: 6.6.6.6, 203.0.113.7:80\nX-Forwarded-Proto: http, https\n")]
    [InlineData("GET /whoami HTTP/1.1\nHost: ops.example.com:8443\nX-Forwarded-For: unknown\nX-Forwarded-Proto: wss\nX-Real-IP: 6.6.6.6\n")]
    [InlineData("GET /whoami?x=1 HTTP/1.1\nHost: ops.example.com\n")]
    [InlineData("GET /whoami HTTP/1.1\nHost: ops.example.com\nX-Forwarded-Proto: javascript\n")]
    [InlineData("POST /whoami HTTP/1.1\nHost: ops.example.com\nX-Forwarded-Proto: https\nOrigin: https://evil.example\nContent-Length: 0\n")]
    public async Task Explanation_AndTheRunningSample_Agree(string request)
    {
        const string Trust = "127.0.0.0/8";
        await using var app = await SampleApp.StartAsync(("ProxyAware__TrustProxy", Trust));
        using var client = new TcpClient();
        await client.ConnectAsync(app.EndPoint);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request.Replace("\n", "\r\n", StringComparison.Ordinal) + "Connection: close\r\n\r\n"));
        using var bytes = new MemoryStream();
        await client.GetStream().CopyToAsync(bytes);
        var live = RawResponse.Parse(bytes.ToArray());

        var run = await ExplainRun.OfAsync(request, "--json", $"--ProxyAware:TrustProxy={Trust}");

        var (explanation, verdict) = (run.Explanation, run.Explanation.Verdict);
        Assert.Equal(live.Header("Location"), verdict.Location);
        if (live.Status != 200)
        {
            Assert.Equal((1, live.Status), (run.ExitCode, verdict.Status));
            Assert.StartsWith(verdict.Code ?? "", live.Body, StringComparison.Ordinal);
            return;
        }

        var whoami = live.Whoami();
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            (whoami.ClientIp, whoami.ClientQuality, whoami.Reason, whoami.Scheme, whoami.Host, whoami.PathBase, whoami.Path, whoami.Trusted, whoami.Peer),
            (explanation.Client.Address, $"{explanation.Client.Quality}", $"{explanation.Client.Cause}", explanation.App!.Scheme, explanation.App.Host, explanation.App.PathBase, explanation.App.Path,
                explanation.Peer.Trusted, explanation.Peer.Name));
    }
}
