using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.Https;

public class LoopBreakerTests
{
    [Theory]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.2", "X-Forwarded-Proto: https", "PA3005", "10.0.0.2")]
    [InlineData("TrustProxy=10.0.0.1", "203.0.113.9", "Forwarded: proto=https", "PA3005", "addresses of the proxies")]
    [InlineData("HttpsPort=443", "127.0.0.1", "X-Forwarded-Ssl: on", "PA3005", "\"TrustProxy\": \"loopback\"")]
    [InlineData("TrustProxy=10.0.0.1;ProtocolHeader=X-Forwarded-Ssl", "10.0.0.1", "X-Forwarded-Proto: https", "PA3006", "\"ProtocolHeader\": \"X-Forwarded-Proto\"")]
    [InlineData("TrustProxy=10.0.0.1;ForwardedForHeader=X-Forwarded-For", "10.0.0.1", "X-Forwarded-Proto: https", "PA3006", "\"ProtocolHeader\": \"X-Forwarded-Proto\"")]
    [InlineData("TrustProxy=10.0.0.1;MalformedHeaders=Ignore", "10.0.0.1", "X-Forwarded-Proto: x|Front-End-Https: on", "PA3006", "Front-End-Https")]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "X-Forwarded-Proto: http|Sec-Fetch-Site: none", "PA3007", "Sec-Fetch-Site")]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "Sec-Fetch-Site: same-origin|Referer: https://a.example/", "PA3007", "Sec-Fetch-Site")]
    public async Task Loop_Evidence_EndsInAnExplanation(string settings, string peer, string headers, string code, string detail)
    {
        foreach (var development in new[] { true, false })
        {
            await using var app = await PipeApp.StartAsync(settings, development: development);
            for (var i = 0; i < 3; i++)
            {
                var response = await app.SendAsync("/x", headers, peer: peer);
                Assert.Equal((400, null, "no-store"), (response.Status, response.Location, response.CacheControl));
                Assert.StartsWith(code, response.Body, StringComparison.Ordinal);
                Assert.Equal(development, response.Body.Contains(detail, StringComparison.Ordinal));
                Assert.Equal(development, response.Body.Contains(peer, StringComparison.Ordinal));
            }

            var line = Assert.Single(app.Log.Lines, l => l.StartsWith($"Warning: {code}", StringComparison.Ordinal)); // once for each cause
            Assert.Contains(detail, line, StringComparison.Ordinal);
        }
    }

    /// <summary>nginx puts the name of its upstream in place of the host unless it is told otherwise, and that is often a local one.</summary>
    [Theory]
    [InlineData("TrustProxy=10.0.0.1;PublicUrl=https://ops.example.com:18443", "10.0.0.1", "127.0.0.1:5000", "X-Forwarded-For: 192.0.2.1|Sec-Fetch-Site: none")]
    [InlineData("TrustProxy=10.0.0.1;PublicUrl=https://ops.example.com:18443", "10.0.0.1", "localhost:9090", "X-Forwarded-For: 192.0.2.1|Sec-Fetch-Site: same-origin|Referer: https://ops.example.com:18443/")]
    [InlineData("TrustProxy=10.0.0.1;PublicUrl=https://ops.example.com:18443", "10.0.0.1", "127.0.0.1:5000", "Sec-Fetch-Site: same-origin|Referer: https://ops.example.com:18443/a")] // a proxy that sends none of its headers
    [InlineData("PublicUrl=https://ops.example.com", "172.17.0.1", "localhost:5000", "Sec-Fetch-Site: same-origin|Referer: https://OPS.example.com/a")] // and that is not trusted
    [InlineData("PublicUrl=https://ops.example.com", "127.0.0.1", "localhost:5000", "Sec-Fetch-Site: same-origin|Origin: https://ops.example.com")]
    public async Task Loop_BehindARewrittenHost_EndsInAnExplanation(string settings, string peer, string host, string headers)
    {
        await using var app = await PipeApp.StartAsync(settings);
        var response = await app.SendAsync("/x", headers, peer: peer, host: host);
        Assert.Equal((400, null), (response.Status, response.Location));
        Assert.StartsWith("PA3007", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loop_PublicPeer_IsNeverSuggestedForTrust()
    {
        await using var app = await PipeApp.StartAsync("TrustProxy=10.0.0.1", development: true);
        var response = await app.SendAsync("/x", "X-Forwarded-Proto: https");
        Assert.DoesNotContain($"\"{PipeApp.Visitor}\"", response.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.Lines, l => l.Contains($"\"TrustProxy\": \"{PipeApp.Visitor}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "a.example", "X-Forwarded-Proto: http|X-Forwarded-Ssl: on")] // a trusted http beside a contradiction
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "a.example", "X-Forwarded-Proto: https, http")] // a forged one that the proxy appended to
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "a.example", "")]
    [InlineData("TrustProxy=10.0.0.1", "203.0.113.9", "a.example", "X-Forwarded-Proto: http")]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "a.example", "Sec-Fetch-Site: cross-site|Referer: http://b.example/")]
    [InlineData("TrustProxy=10.0.0.1", "172.17.0.1", "localhost:8080", "Sec-Fetch-Site: none")] // browsers send it to http://localhost too
    [InlineData("PublicUrl=https://p.example", "172.17.0.1", "localhost:8080", "Sec-Fetch-Site: none")] // whatever the app calls itself
    [InlineData("TrustProxy=10.0.0.1;PublicUrl=https://localhost:8443", "10.0.0.1", "localhost:8080", "X-Forwarded-For: 127.0.0.1|X-Forwarded-Proto: http|Sec-Fetch-Site: none")] // the public host is this machine
    [InlineData("TrustProxy=10.0.0.1;PublicUrl=https://app.localhost", "10.0.0.1", "localhost:8080", "X-Forwarded-For: 127.0.0.1|Sec-Fetch-Site: none")]
    [InlineData("PublicUrl=https://p.example", "172.17.0.1", "localhost:8080", "Sec-Fetch-Site: same-site|Referer: https://p.example:8443/")] // another app's page
    [InlineData("TrustProxy=10.0.0.1;ForwardedHostHeader=X-Forwarded-Host;PublicUrl=https://p.example", "10.0.0.1", "a.example", "X-Forwarded-Host: app.localhost|Sec-Fetch-Site: none")]
    public async Task NoLoop_PlainRedirect(string settings, string peer, string host, string headers)
    {
        await using var app = await PipeApp.StartAsync(settings);
        Assert.Equal(307, (await app.SendAsync("/x", headers, peer: peer, host: host)).Status);
    }

    [Theory]
    [InlineData("POST", "X-Forwarded-Proto: https", 403)]
    [InlineData("GET", "X-Forwarded-Proto: https|Upgrade: websocket", 403)]
    public async Task Loop_NothingThatWouldBeRedirected_StaysARefusal(string method, string headers, int status)
    {
        await using var app = await PipeApp.StartAsync("TrustProxy=10.0.0.1");
        var response = await app.SendAsync("/x", headers, method: method);
        Assert.Equal(status, response.Status);
        Assert.StartsWith("PA3004", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loop_Evidence_GrantsNothing()
    {
        await using var app = await PipeApp.StartAsync("AllowUnencrypted=true");
        Assert.Equal("http a.example  /x", (await app.SendAsync("/x", "X-Forwarded-Proto: https|Sec-Fetch-Site: none")).Body);
    }
}
