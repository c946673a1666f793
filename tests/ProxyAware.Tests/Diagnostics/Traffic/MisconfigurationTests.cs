using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.Diagnostics.Traffic;

/// <summary>Set-ups that are wrong, with what a few visitors cause, and the code that must appear.</summary>
public class MisconfigurationTests
{
    private const string Https = "X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: https";

    [Theory]
    // Who is trusted.
    [InlineData("no proxy is trusted", "", "10.0.0.1 /a a.example|" + Https, "PA2102")]
    [InlineData("another proxy is trusted", "TrustProxy=10.0.0.2", "10.0.0.1 /a a.example|" + Https, "PA2102")]
    [InlineData("the proxy speaks the other family to an app that trusts nobody", "", "10.0.0.1 /a a.example|Forwarded: for=203.0.113.9;proto=https", "PA2102")]
    [InlineData("replicas of the proxy", "TrustProxy=10.0.0.1", "10.0.0.1# /a a.example|" + Https, "PA2102")]
    [InlineData("a content delivery network is not listed", "TrustProxy=10.0.0.1", "198.51.100.1 /a a.example|" + Https, "PA2102")]
    [InlineData("one hop too few", "TrustProxy=1", "10.0.0.1 /a a.example|X-Forwarded-For: 203.0.113.#, 10.0.0.5|X-Forwarded-Proto: https", "PA2103")]
    [InlineData("one hop too few behind a local proxy", "TrustProxy=1", "127.0.0.1 /a a.example|X-Forwarded-For: 203.0.113.#, 127.0.0.1|X-Forwarded-Proto: https", "PA2103")]
    [InlineData("one hop too many", "TrustProxy=3", "10.0.0.1 /a a.example|X-Forwarded-For: 203.0.113.9, 10.0.0.5|X-Forwarded-Proto: https", "PA2104")]
    [InlineData("the clients' own network is trusted", "TrustProxy=10.0.0.0/8", "10.0.0.1 /a a.example|X-Forwarded-For: 10.20.0.250|X-Forwarded-Proto: https", "PA2105")]
    [InlineData("everybody is trusted", "TrustProxy=any", "203.0.113.1 /a a.example|" + Https, "PA1105")]
    // What the proxy sends.
    [InlineData("no protocol header", "TrustProxy=10.0.0.1", "10.0.0.1 /a a.example|X-Forwarded-For: 203.0.113.9", "PA2106")]
    [InlineData("no client header", "TrustProxy=10.0.0.1", "10.0.0.1 /a a.example|X-Forwarded-Proto: https", "PA2106")]
    [InlineData("a misspelt header in the settings", "TrustProxy=10.0.0.1;ProtocolHeader=X-Forwarded-Protocol", "10.0.0.1 /a a.example|" + Https, "PA2106")]
    [InlineData("no host header", "TrustProxy=10.0.0.1;ForwardedHostHeader=X-Forwarded-Host;AllowedHosts=a.example", "10.0.0.1 /a a.example|" + Https, "PA2106")]
    [InlineData("no port header", "TrustProxy=10.0.0.1;ForwardedPortHeader=X-Forwarded-Port", "10.0.0.1 /a a.example|" + Https, "PA2106")]
    [InlineData("nothing at all", "TrustProxy=10.0.0.1;AllowUnencrypted=true", "10.0.0.1 /a a.example|User-Agent: Mozilla/5.0", "PA2107")]
    [InlineData("nothing at all, and no browser", "TrustProxy=10.0.0.1;AllowUnencrypted=true", "10.0.0.1 /page/# a.example", "PA2107", 6)]
    [InlineData("a silent proxy on this machine", "", "127.0.0.1 /a a.example|User-Agent: Mozilla/5.0", "PA2108")]
    [InlineData("a silent proxy that rewrites the host", "", "127.0.0.1 /a localhost:5000|User-Agent: Mozilla/5.0|Referer: https://a.example/", "PA2108")]
    [InlineData("both families, and they differ", "TrustProxy=10.0.0.1", "10.0.0.1 /a a.example|" + Https + "|Forwarded: for=198.51.100.7", "PA2109")]
    [InlineData("the scheme is appended", "TrustProxy=10.0.0.0/24", "10.0.0.1 /a a.example|X-Forwarded-For: 203.0.113.9, 10.0.0.5|X-Forwarded-Proto: https, http", "PA2110")]
    [InlineData("the address is no address", "TrustProxy=10.0.0.1", "10.0.0.1 /a a.example|X-Forwarded-For: localhost|X-Forwarded-Proto: https", "PA2001")]
    [InlineData("a client's header passes through", "TrustProxy=10.0.0.1;ForwardedForHeader=X-Real-IP", "10.0.0.1 /a a.example|X-Real-IP: 6.6.6.6, 203.0.113.9", "PA2001")]
    [InlineData("a gateway hides everybody", "AllowUnencrypted=true", "172.18.0.1 /a a.example|User-Agent: agent #", "PA2111", 5)]
    // Https.
    [InlineData("the inner proxy overwrites the scheme", "TrustProxy=10.0.0.1;AllowUnencrypted=true", "10.0.0.1 /a a.example|X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: http|Sec-Fetch-Site: none", "PA3007")]
    [InlineData("the same, and clear text is refused", "TrustProxy=10.0.0.1", "10.0.0.1 /a a.example|X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: http|Sec-Fetch-Site: none", "PA3007")]
    [InlineData("a loop through an untrusted proxy", "TrustProxy=10.0.0.2", "10.0.0.1 /a a.example|" + Https, "PA3005")]
    [InlineData("a loop through another header", "TrustProxy=10.0.0.1", "10.0.0.1 /a a.example|X-Forwarded-For: 203.0.113.9|X-Forwarded-Ssl: on", "PA3006")]
    [InlineData("clear text that nobody asked for", "", "203.0.113.1 /a a.example", "PA3101")]
    [InlineData("port 80 beside https", "TrustProxy=10.0.0.1;ForwardedPortHeader=X-Forwarded-Port", "10.0.0.1 /a a.example|" + Https + "|X-Forwarded-Port: 80", "PA3103")]
    // Hosts and root.
    [InlineData("the host is rewritten", "TrustProxy=10.0.0.1;PublicUrl=https://ops.example", "10.0.0.1 /a backend:8080|" + Https, "PA3105")]
    [InlineData("the host is rewritten and refused", "TrustProxy=10.0.0.1;AllowedHosts=ops.example", "10.0.0.1 /a backend:8080|" + Https, "PA3002")]
    [InlineData("any host is served", "TrustProxy=10.0.0.1", "10.0.0.1 /a n#.example|" + Https, "PA3102", 5)]
    [InlineData("another prefix", "TrustProxy=10.0.0.1;UrlRoot=/secret;ForwardedPrefixHeader=X-Forwarded-Prefix", "10.0.0.1 /secret/a a.example|" + Https + "|X-Forwarded-Prefix: /app", "PA3104")]
    [InlineData("the prefix is stripped silently", "TrustProxy=10.0.0.1;UrlRoot=/secret", "10.0.0.1 /a a.example|" + Https, "PA3106")]
    [InlineData("the prefix is doubled", "TrustProxy=10.0.0.1;UrlRoot=/secret", "10.0.0.1 /secret/secret/a a.example|" + Https, "PA3107")]
    [InlineData("two cookies of one name", "TrustProxy=10.0.0.1", "10.0.0.1 /a a.example|" + Https + "|Cookie: session=1; theme=dark; session=2", "PA3108")]
    // Origins.
    [InlineData("the app's own pages are refused, because the scheme is lost", "AllowUnencrypted=true;AllowedHosts=a.example", "203.0.113.1 /a a.example POST|Origin: https://a.example", "PA4101")]
    [InlineData("the same, because the host is rewritten", "TrustProxy=10.0.0.1", "10.0.0.1 /ws backend|" + Https + "|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Origin: https://a.example|X-Forwarded-Host: a.example", "PA4101")]
    [InlineData("the same, and nothing is left of the host", "TrustProxy=10.0.0.1", "10.0.0.1 /ws backend|" + Https + "|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Origin: https://a.example|Sec-Fetch-Site: same-origin", "PA4101")]
    [InlineData("the port is lost", "TrustProxy=10.0.0.1;PublicUrl=https://a.example", "10.0.0.1 /a a.example POST|" + Https + "|Origin: https://a.example:8443", "PA4101")]
    [InlineData("the upgrade is lost", "TrustProxy=10.0.0.1", "10.0.0.1 /ws a.example|" + Https + "|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Origin: https://a.example", "PA4006")]
    [InlineData("every origin is allowed", "TrustProxy=10.0.0.1;Origins=any", "10.0.0.1 /a a.example|" + Https, "PA1112")]
    public async Task Misconfiguration_AFewRequests_AreAFinding(string name, string settings, string request, string code, int times = FindingProbe.Enough)
    {
        await using var app = await PipeApp.StartAsync(settings);
        await app.RepeatAsync(request, times);
        var finding = Assert.Single(app.Findings(), f => f.Code == code);
        Assert.NotEmpty(name);
        Assert.NotEmpty(finding.Title);
        Assert.NotEmpty(finding.Evidence);
        Assert.NotEmpty(finding.Fix);
        Assert.True(finding.Count >= 1);
    }

    [Theory]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1 /a a.example|X-Forwarded-For: 203.0.113.9|X-Forwarded-Protocol: https", "X-Forwarded-Protocol")]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1 /a a.example|X-Forwarded-For: 203.0.113.9|X-Forward-Proto: https", "X-Forward-Proto")]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1 /a a.example|X-Forwarded-For: 203.0.113.9|Front-End-Https: on", "Front-End-Https")]
    [InlineData("TrustProxy=10.0.0.1;ProtocolHeader=X-Forwarded-Scheme", "10.0.0.1 /a a.example|X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: https", "X-Forwarded-Proto")]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1 /a a.example|X-Real-IP: 203.0.113.9|X-Forwarded-Proto: https", "X-Real-IP")]
    public async Task HeaderNeverArrives_BesideALikeOne_NamesIt(string settings, string request, string named)
    {
        await using var app = await PipeApp.StartAsync(settings);
        await app.RepeatAsync(request);
        Assert.Contains($"but {named}", Assert.Single(app.Findings(), f => f.Code == "PA2106").Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "10.42.3.17 /a a.example|" + Https, "\"TrustProxy\": \"10.42.3.17\"")]
    [InlineData("TrustProxy=loopback", "10.42.3.17 /a a.example|" + Https, "\"TrustProxy\": \"loopback, 10.42.3.17\"")]
    [InlineData("", "10.42.3.1# /a a.example|" + Https, "\"TrustProxy\": \"10.42.3.0/24\"")] // replicas of one proxy
    [InlineData("", "10.4#.3.1 /a a.example|" + Https, "\"TrustProxy\": \"10.41.3.1, 10.42.3.1, 10.43.3.1\"")] // no neighbours
    [InlineData("", "fd00::# /a a.example|" + Https, "\"TrustProxy\": \"fd00::/64\"")]
    [InlineData("", "127.0.0.1 /a a.example|" + Https, "\"TrustProxy\": \"loopback\"")]
    public async Task UntrustedForwarder_PrivatePeers_ProposesTheLine(string settings, string request, string line)
    {
        await using var app = await PipeApp.StartAsync(settings);
        await app.RepeatAsync(request);
        Assert.EndsWith(line, Assert.Single(app.Findings(), f => f.Code == "PA2102").Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.9 /a a.example|" + Https)]
    [InlineData("2001:db8::1 /a a.example|" + Https)]
    [InlineData("100.64.0.1 /a a.example|" + Https)] // RFC 6598: shared by many
    public async Task UntrustedForwarder_PublicPeers_AreNeverProposed(string request)
    {
        await using var app = await PipeApp.StartAsync("TrustProxy=10.0.0.1");
        await app.RepeatAsync(request);
        var finding = Assert.Single(app.Findings(), f => f.Code == "PA2102");
        var peer = request[..request.IndexOf(' ', StringComparison.Ordinal)];
        Assert.DoesNotContain(peer, finding.Fix, StringComparison.Ordinal);
        Assert.Contains(peer, finding.Evidence, StringComparison.Ordinal);
        Assert.Equal(ProxyAware.Diagnostics.Findings.FindingSeverity.Notice, finding.Severity);
    }
}
