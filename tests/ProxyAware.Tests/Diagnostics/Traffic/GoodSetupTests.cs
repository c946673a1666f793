using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.Diagnostics.Traffic;

/// <summary>Set-ups that are right: whatever number of visitors, probes and forgers come, there is no finding at all.</summary>
public class GoodSetupTests
{
    private const string Browser = "|User-Agent: Mozilla/5.0|Sec-Fetch-Site: same-origin|Referer: https://a.example/x|Cookie: a=1; b=2";

    private const string Probe = "10.0.0.1 /healthz a.example|User-Agent: kube-probe/1.31";

    private const string Handshake = "|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Origin: https://a.example";

    [Theory]
    [InlineData("nginx in front", "TrustProxy=10.0.0.1;PublicUrl=https://a.example", "10.0.0.1", "a.example", "/x", "X-Real-IP: 203.0.113.#|X-Forwarded-For: 203.0.113.#|X-Forwarded-Proto: https")]
    [InlineData("Cockpit behind nginx on the same machine", "ProtocolHeader=X-Forwarded-Proto;Origins=https://a.example;AllowedHosts=a.example", "127.0.0.1", "a.example", "/x", "X-Forwarded-Proto: https")]
    [InlineData("a hop count", "TrustProxy=1;AllowedHosts=a.example", "10.0.0.1", "a.example", "/x", "X-Forwarded-For: 203.0.113.#|X-Forwarded-Proto: https")]
    [InlineData("two hops", "TrustProxy=2;AllowedHosts=a.example", "10.0.0.1", "a.example", "/x", "X-Forwarded-For: 203.0.113.#, 10.0.0.5|X-Forwarded-Proto: https")]
    [InlineData("two proxies by address", "TrustProxy=10.0.0.1, 10.0.0.5;AllowedHosts=a.example", "10.0.0.1", "a.example", "/x", "X-Forwarded-For: 203.0.113.#, 10.0.0.5|X-Forwarded-Proto: https")]
    [InlineData("Caddy", "TrustProxy=loopback;AllowedHosts=a.example", "127.0.0.1", "a.example", "/x", "X-Forwarded-For: 203.0.113.#|X-Forwarded-Host: a.example|X-Forwarded-Proto: https|Via: 2.0 Caddy")]
    [InlineData("Traefik, which strips the root", "TrustProxy=10.0.0.1;UrlRoot=/secret;ForwardedPrefixHeader=X-Forwarded-Prefix;AllowedHosts=a.example", "10.0.0.1", "a.example", "/x", "X-Forwarded-For: 203.0.113.#|X-Forwarded-Proto: https|X-Forwarded-Host: a.example|X-Forwarded-Port: 443|X-Forwarded-Prefix: /secret|X-Forwarded-Server: t|X-Real-IP: 203.0.113.#")]
    [InlineData("a subdirectory", "TrustProxy=10.0.0.1;PublicUrl=https://a.example/secret", "10.0.0.1", "a.example", "/secret/x", "X-Forwarded-For: 203.0.113.#|X-Forwarded-Proto: https")]
    [InlineData("RFC 7239", "TrustProxy=10.0.0.1;ProxyHeaders=Forwarded;AllowedHosts=a.example", "10.0.0.1", "a.example", "/x", "Forwarded: for=203.0.113.#;proto=https;host=a.example")]
    [InlineData("lighttpd, which speaks both", "TrustProxy=10.0.0.1;AllowedHosts=a.example", "10.0.0.1", "a.example", "/x", "Forwarded: for=203.0.113.#;proto=https|X-Forwarded-For: 203.0.113.#|X-Forwarded-Proto: https|X-Forwarded-Host: a.example")]
    [InlineData("a TLS terminator that speaks no HTTP", "TrustProxy=10.0.0.1;ForTlsProxy=true;AllowedHosts=a.example", "10.0.0.1", "a.example", "/x", "Accept: */*")]
    [InlineData("Pomerium, which rewrites the host", "TrustProxy=loopback;Origins=https://a.example;AllowedHosts=localhost", "127.0.0.1", "localhost:9090", "/x", "x-forwarded-for: 203.0.113.#|x-forwarded-proto: https|x-envoy-external-address: 203.0.113.#")]
    [InlineData("an administrator on this machine", "AllowUnencrypted=true;TrustProxy=10.0.0.1;AllowedHosts=a.example", "127.0.0.1", "localhost:5000", "/x", "Sec-Fetch-Site: none")]
    [InlineData("no proxy at all", "AllowUnencrypted=true;AllowedHosts=a.example", "203.0.113.#", "a.example", "/x", "Accept: */*")]
    [InlineData("a local visitor behind a local proxy", "TrustProxy=loopback;AllowedHosts=a.example", "127.0.0.1", "a.example", "/x", "X-Forwarded-For: 127.0.0.1|X-Forwarded-Proto: https")]
    public async Task GoodSetup_ManyRequests_AreNoFinding(string name, string settings, string peer, string host, string path, string headers)
    {
        await using var app = await PipeApp.StartAsync(settings);
        var isLocalUser = name.StartsWith("an admin", StringComparison.Ordinal) || name.StartsWith("no proxy", StringComparison.Ordinal);
        for (var i = 0; i < 10; i++)
        {
            await app.RepeatAsync($"{peer} {path} {host}|{headers}{(isLocalUser ? "" : Browser)}", 5);
            await app.RepeatAsync($"{peer} {path} {host} POST|{headers}{(isLocalUser ? "" : Browser)}");
            if (!isLocalUser)
            {
                await app.RepeatAsync($"{peer} {path} {host}|{headers}{Handshake}");
                await app.RepeatAsync(Probe.Replace("10.0.0.1", peer, StringComparison.Ordinal));
            }
        }

        Assert.Equal([], app.Codes());
        Assert.DoesNotContain(app.Log.Lines, l => l.Contains("PA2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-Forwarded-For: 6.6.6.6, 203.0.113.9|X-Forwarded-Proto: https")]
    [InlineData("X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: https|Forwarded: for=6.6.6.6")]
    [InlineData("X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: http|Sec-Fetch-Site: none")] // over the proxy's port 80
    [InlineData("X-Forwarded-For: 203.0.113.9")] // Connection: X-Forwarded-Proto makes Apache drop its own
    [InlineData("X-Forwarded-For: x, 203.0.113.9|X-Forwarded-Proto: https|X-Forwarded-Prefix: /evil|X-Forwarded-Port: 80")]
    [InlineData("X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: https|Sec-WebSocket-Key: x", 1)]
    [InlineData("X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: https|Cookie: a=1; a=2", 2)]
    public async Task GoodSetup_AForgersRequests_AreNoFinding(string headers, int times = 15)
    {
        await using var app = await PipeApp.StartAsync("TrustProxy=10.0.0.1;AllowedHosts=a.example;AllowUnencrypted=true");
        await app.RepeatAsync("10.0.0.1 /x a.example|X-Forwarded-For: 203.0.113.#|X-Forwarded-Proto: https", 20);
        await app.RepeatAsync($"10.0.0.1 /x a.example|{headers}", times);
        Assert.Equal([], app.Codes());
    }
}
