using System.Text.RegularExpressions;

namespace ProxyAware.Tests.RealPipeline;

/// <summary>
/// The same app behind a proxy that keeps the root and behind one that strips it: nobody can tell one answer from the other.
/// </summary>
public sealed partial class KeptAndStrippedTests : IDisposable
{
    private const string Https = "X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: https";

    private readonly string _webRoot = Directory.CreateTempSubdirectory("proxyaware-web").FullName;

    public KeptAndStrippedTests()
    {
        Directory.CreateDirectory(Path.Combine(_webRoot, "docs"));
        File.WriteAllText(Path.Combine(_webRoot, "site.css"), "body{}");
        File.WriteAllText(Path.Combine(_webRoot, "docs", "index.html"), "<p>docs</p>");
    }

    public static TheoryData<string, string, string, int, string[]> Requests => new()
    {
        // Cookie authentication (RFC 6265): the cookie belongs to the root, and to https alone.
        { "GET", "/login", "", 200, ["path=/secret; secure; samesite=lax; httponly"] },
        { "GET", "/private", "", 302, ["Location: https://a.example/secret/Account/Login?ReturnUrl=%2Fsecret%2Fprivate"] },
        { "GET", "/antiforgery", "", 200, ["path=/secret; secure; samesite=strict; httponly", "RequestVerificationToken"] },

        // RFC 6749, section 3.1.2.2: the provider compares redirect_uri with what was registered.
        { "GET", "/oauth", "", 302, ["redirect_uri=https%3A%2F%2Fa.example%2Fsecret%2Fsignin-oauth&", "path=/secret/signin-oauth; secure; samesite=none"] },
        { "GET", "/links/1", "", 200, ["https://a.example/secret/links/2 /secret/links/2"] },
        { "GET", "/local", "", 302, ["Location: /secret/x\n"] },
        { "GET", "/tilde", "", 302, ["Location: /secret/x\n"] },
        { "GET", "/created", "", 201, ["Location: https://a.example/secret/links/7\n"] },
        { "GET", "/openapi/v1.json", "", 200, ["\"servers\": [", "\"url\": \"https://a.example/secret"] },
        { "GET", "/site.css", "", 200, ["body{}", "ETag: "] },
        { "HEAD", "/site.css", "", 200, ["Content-Length: 6"] },
        { "GET", "/docs", "", 301, ["/secret/docs/"] },
        { "GET", "/docs/", "", 200, ["<p>docs</p>"] },
        { "POST", "/hub/negotiate?negotiateVersion=1", "", 200, ["\"connectionToken\":", "WebSockets"] },
        { "POST", "/_blazor/negotiate?negotiateVersion=1", "", 200, ["\"connectionToken\":"] },
        { "GET", "/page?q=1", "", 200, ["<base href=\"https://a.example/secret/\"", "https://a.example/secret/page?q=1"] },
        { "GET", "/mvc/action/1", "", 200, ["/secret/mvc/action/2 https://a.example/secret/mvc/action/2 /secret/c"] },
        { "POST", "/mvc/create", "", 201, ["Location: https://a.example/secret/mvc/action/5\n"] },
        { "GET", "/spa/else", "", 200, ["fallback /secret /spa/else"] },
        { "DELETE", "/mvc/create", "", 405, ["Allow: POST"] },
        { "GET", "/", "", 200, ["https a.example /secret /"] },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Response_KeptAndStripped_IsByteIdentical(string method, string target, string headers, int status, string[] expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        foreach (var settings in new[]
        {
            "PublicUrl=https://a.example/secret;TrustProxy=10.0.0.1;ForwardedPrefixHeader=X-Forwarded-Prefix",
            "UrlRoot=/secret;AllowedHosts=a.example;TrustProxy=10.0.0.1;ForwardedPrefixHeader=X-Forwarded-Prefix",
        })
        {
            await using var app = await PipeApp.StartAsync(settings, WholeApp.Use(_webRoot), WholeApp.Configure);
            var kept = await app.SendAsync("/secret" + target, $"{Https}|{headers}", method, peer: "10.0.0.1");
            var stripped = await app.SendAsync(target, $"{Https}|X-Forwarded-Prefix: /secret|{headers}", method, peer: "10.0.0.1");

            Assert.Equal(status, kept.Status);
            Assert.All(expected, e => Assert.Contains(e, kept.Text, StringComparison.Ordinal));
            Assert.Equal(WithoutChance(kept.Text), WithoutChance(stripped.Text));

            // The framework authenticates ahead of an app's own middleware, HSTS included.
            Assert.Equal(target == "/private" ? null : "max-age=86400", kept.Header("Strict-Transport-Security"));
        }
    }

    [Theory]
    [InlineData("/secret/ws", "")]
    [InlineData("/ws", "X-Forwarded-Prefix: /secret|")]
    public async Task WebSocket_KeptAndStripped_Opens(string target, string headers)
    {
        await using var app = await PipeApp.ListenAsync(
            "PublicUrl=https://a.example/secret;TrustProxy=loopback;ForwardedPrefixHeader=X-Forwarded-Prefix", WholeApp.Use(_webRoot), WholeApp.Configure);

        // The client closes at once (an unmasked close would be refused; this one is masked with zeros), so the server's frames are all there is to read.
        var request = $"GET {target} HTTP/1.1\r\nHost: a.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: https://a.example\r\nX-Forwarded-Proto: https\r\n"
            + string.Concat(headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(h => h + "\r\n")) + "\r\n";
        var text = await app.SendRawAsync(request, [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8]);

        var response = PipeApp.Parse(text);
        Assert.Equal(101, response.Status);
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", response.Header("Sec-WebSocket-Accept")); // RFC 6455, section 1.3
        Assert.Contains("https a.example /secret /ws", response.Body, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_webRoot, recursive: true);

    /// <summary>Nonces, tickets and times differ from one answer to the next by design; everything around them is compared.</summary>
    private static string WithoutChance(string text) => Chance().Replace(text, "$1*");

    [GeneratedRegex("""(\.AspNetCore\.Correlation\.|\.AspNetCore\.[\w.-]+=|expires=|state=|code_challenge=|"connectionId":"|"connectionToken":"|Component-State:)[\w+/=%:, -]+?(?=[;&"\n]|-->)""")]
    private static partial Regex Chance();
}
