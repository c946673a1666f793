using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.UrlRoots;

public class UrlRootInThePipelineTests
{
    private const string Static = "UrlRoot=/secret;AllowUnencrypted=true;TrustProxy=10.0.0.1;ForwardedPrefixHeader=X-Forwarded-Prefix";

    private const string Dynamic = "AllowUnencrypted=true;TrustProxy=10.0.0.1;ForwardedPrefixHeader=X-Forwarded-Prefix";

    private const string Stripped = "X-Forwarded-Prefix: /secret";

    [Theory]
    [InlineData("10.0.0.1", "/secret/x", "", 200, "http a.example /secret /x")]
    [InlineData("10.0.0.1", "/x", Stripped, 200, "http a.example /secret /x")]
    [InlineData("10.0.0.1", "/x", "X-Forwarded-Prefix: /secret/", 200, "http a.example /secret /x")]
    [InlineData("10.0.0.1", "/x", "X-Forwarded-Prefix: /%73ecret", 200, "http a.example /secret /x")]
    [InlineData("10.0.0.1", "/x", "X-Forwarded-Prefix: /forged, /secret", 200, "http a.example /secret /x")]
    [InlineData("10.0.0.1", "/x", "", 404, null)]
    [InlineData("10.0.0.1", "/secret/x", "X-Forwarded-Prefix: /other", 200, "http a.example /secret /x")]
    [InlineData("10.0.0.1", "/x", "X-Forwarded-Prefix: /other", 404, null)]
    [InlineData("203.0.113.9", "/x", Stripped, 404, null)] // a visitor's own header
    [InlineData("203.0.113.9", "/secret/x", Stripped, 200, "http a.example /secret /x")]
    [InlineData("10.0.0.1", "/secret/admin", Stripped, 200, "http a.example /secret /secret/admin")] // /secret/secret/admin at the proxy, which guards /secret/admin
    public async Task StaticRoot_Auto_HeaderDecidesNotThePath(string peer, string target, string headers, int status, string? seen)
    {
        await using var app = await PipeApp.StartAsync(Static);
        var response = await app.SendAsync(target, headers, peer: peer);
        Assert.Equal(status, response.Status);
        Assert.Equal(seen, status == 200 ? response.Body : null);
        Assert.Null(response.Header("Vary"));
    }

    [Fact]
    public async Task StaticRoot_StrippedTwice_DoesNotReachTheGuardedEndpoint()
    {
        await using var app = await PipeApp.StartAsync(Static, a =>
        {
            a.MapGet("/admin", () => "admin");
            a.MapFallback("{**path}", (HttpContext c) => c.Request.Path.Value);
        });
        Assert.Equal("/secret/admin", (await app.SendAsync("/secret/admin", Stripped, peer: "10.0.0.1")).Body);
        Assert.Equal("admin", (await app.SendAsync("/admin", Stripped, peer: "10.0.0.1")).Body);
    }

    [Theory]
    [InlineData("Kept", "/secret/x", Stripped, 200, "http a.example /secret /x")]
    [InlineData("Kept", "/x", Stripped, 404, null)]
    [InlineData("Stripped", "/x", "", 200, "http a.example /secret /x")]
    [InlineData("Stripped", "/secret/x", "", 200, "http a.example /secret /secret/x")]
    public async Task StaticRoot_FixedMode_HeaderDoesNotMatter(string mode, string target, string headers, int status, string? seen)
    {
        await using var app = await PipeApp.StartAsync($"{Static};UrlRootMode={mode}");
        var response = await app.SendAsync(target, headers, peer: "10.0.0.1");
        Assert.Equal(status, response.Status);
        Assert.Equal(seen, status == 200 ? response.Body : null);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/a/../b")]
    [InlineData("/a%0d%0ab")]
    [InlineData("/%2f%2fevil")]
    [InlineData("/%252e%252e")]
    [InlineData("/a\"b")]
    [InlineData("evil.example")]
    public async Task Prefix_Hostile_IsNobodysRoot(string prefix)
    {
        foreach (var settings in new[] { Static, Dynamic })
        {
            await using var rejecting = await PipeApp.StartAsync(settings);
            Assert.Equal(400, (await rejecting.SendAsync("/x", "X-Forwarded-Prefix: " + prefix, peer: "10.0.0.1")).Status);
            await using var ignoring = await PipeApp.StartAsync(settings + ";MalformedHeaders=Ignore");
            var response = await ignoring.SendAsync(settings == Static ? "/secret/x" : "/x", "X-Forwarded-Prefix: " + prefix, peer: "10.0.0.1");
            Assert.Equal(settings == Static ? "http a.example /secret /x" : "http a.example  /x", response.Body);
            response = await rejecting.SendAsync(settings == Static ? "/secret/x" : "/x", "X-Forwarded-Prefix: " + prefix);
            Assert.Equal(settings == Static ? "http a.example /secret /x" : "http a.example  /x", response.Body);
        }
    }

    [Theory]
    [InlineData("", "10.0.0.1", "/x", "X-Forwarded-Prefix: /dyn", 200, "http a.example /dyn /x")]
    [InlineData("", "10.0.0.1", "/x", "X-Forwarded-Prefix: /", 200, "http a.example  /x")]
    [InlineData("", "10.0.0.1", "/x", "", 200, "http a.example  /x")]
    [InlineData("", "203.0.113.9", "/x", "X-Forwarded-Prefix: /dyn", 200, "http a.example  /x")]
    [InlineData(";UrlRootMode=Kept", "10.0.0.1", "/dyn/x", "X-Forwarded-Prefix: /dyn", 200, "http a.example /dyn /x")]
    [InlineData(";UrlRootMode=Kept", "10.0.0.1", "/x", "X-Forwarded-Prefix: /dyn", 404, null)]
    public async Task DynamicRoot_IsWhatTheProxySays(string mode, string peer, string target, string headers, int status, string? seen)
    {
        await using var app = await PipeApp.StartAsync(Dynamic + mode);
        var response = await app.SendAsync(target, headers, peer: peer);
        Assert.Equal(status, response.Status);
        Assert.Equal(seen, status == 200 ? response.Body : null);
        Assert.Equal(status == 200 ? "X-Forwarded-Prefix" : null, response.Header("Vary")); // with the header and without
    }

    [Fact]
    public async Task DynamicRoot_Vary_IsAddedToTheApps()
    {
        await using var app = await PipeApp.StartAsync(Dynamic, a => a.MapGet("/v", (HttpContext c) => c.Response.Headers.Vary = "Accept"));
        Assert.Equal("Accept,X-Forwarded-Prefix", (await app.SendAsync("/v")).Header("Vary"));
    }

    [Theory]
    [InlineData("GET", "/secret", "", 307, "/secret/")]
    [InlineData("HEAD", "/secret", "", 307, "/secret/")]
    [InlineData("GET", "/secret?x=1&y=%zz", "", 307, "/secret/?x=1&y=%zz")]
    [InlineData("POST", "/secret", "", 404, null)]
    [InlineData("OPTIONS", "/secret", "", 404, null)]
    [InlineData("GET", "/secret", "Upgrade: websocket", 404, null)]
    public async Task RootWithoutSlash_IsCompleted(string method, string target, string headers, int status, string? location)
    {
        await using var app = await PipeApp.StartAsync(Static);
        var response = await app.SendAsync(target, headers, method);
        Assert.Equal((status, location, "no-store"), (response.Status, response.Location, response.CacheControl));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/x")]
    [InlineData("/secretx")]
    [InlineData("/SECRET")]
    [InlineData("/SECRET/x")]
    public async Task OutsideTheRoot_IsNotFoundBeforeAnyRedirect(string target)
    {
        await using var app = await PipeApp.StartAsync("PublicUrl=https://a.example/secret");
        foreach (var method in new[] { "GET", "HEAD", "POST", "OPTIONS" })
        {
            foreach (var headers in new[] { "", "Upgrade: websocket|Connection: Upgrade", "X-Forwarded-Proto: https" })
            {
                var response = await app.SendAsync(target, headers, method);
                Assert.Equal((404, null, "no-store"), (response.Status, response.Location, response.CacheControl));
            }
        }
    }

    [Fact]
    public async Task RootWithoutSlash_OverClearText_IsOneRedirectInAll()
    {
        await using var app = await PipeApp.StartAsync("PublicUrl=https://a.example/secret");
        Assert.Equal("https://a.example/secret/?x=1", (await app.SendAsync("/secret?x=1")).Location);
        Assert.Equal(200, (await app.SendAsync("/secret/?x=1", scheme: "https")).Status);
    }

    [Fact]
    public async Task Redirect_StrippedRoot_ComesBack()
    {
        await using var app = await PipeApp.StartAsync("UrlRoot=/secret;TrustProxy=10.0.0.1;ForwardedPrefixHeader=X-Forwarded-Prefix");
        var response = await app.SendAsync("/a%20b?c", Stripped + "|X-Forwarded-Proto: http", peer: "10.0.0.1");
        Assert.Equal("https://a.example/secret/a%20b?c", response.Location);
        response = await app.SendAsync("/a/../%252e%252e/b?c", Stripped + "|X-Forwarded-Proto: http", peer: "10.0.0.1", path: "/%2e%2e/b", change: c => c.Request.QueryString = new("?c"));
        Assert.Equal("https://a.example/secret/%252e%252e/b?c", response.Location);
    }

    [Theory]
    // What the server makes of a path before anybody matches it.
    [InlineData("/secret/x", 200, "http a.example /secret /x")]
    [InlineData("/secret", 307, "/secret/")]
    [InlineData("/secretx", 404, null)]
    [InlineData("/SECRET", 404, null)]
    [InlineData("/SECRET/x", 404, null)]
    [InlineData("/%73ecret", 307, "/secret/")] // decoded first: the same resource by its spelling (RFC 3986, section 6.2.2.2)
    [InlineData("/%73ecret/x", 200, "http a.example /secret /x")]
    [InlineData("//secret/", 404, null)] // an empty segment is a segment
    [InlineData("/secret//x", 200, "http a.example /secret //x")]
    [InlineData("/x/../secret/", 200, "http a.example /secret /")] // dot segments are resolved first
    [InlineData("/x/%2e%2e/secret/y", 200, "http a.example /secret /y")]
    [InlineData("/secret/../x", 404, null)] // no way out
    [InlineData("/secret/%2e%2e/x", 404, null)]
    [InlineData("/secret/..%2fx", 200, "http a.example /secret /..%2fx")] // an encoded slash separates nothing
    [InlineData("/secret%2Fx", 404, null)]
    [InlineData("/secret%2f", 404, null)]
    [InlineData("/secret%5Cx", 404, null)]
    [InlineData("/secret\\x", 404, null)]
    [InlineData("/secret;x/", 404, null)]
    [InlineData("/secret?", 307, "/secret/?")]
    [InlineData("/secret/secret/admin", 200, "http a.example /secret /secret/admin")]
    [InlineData("http://a.example/secret/x", 200, "http a.example /secret /x")]
    [InlineData("/%2573ecret/", 404, null)] // decoded once
    [InlineData("/", 404, null)]
    public async Task OnSockets_OddPath_IsDecided(string target, int status, string? result)
    {
        await using var app = await PipeApp.ListenAsync("UrlRoot=/secret;AllowUnencrypted=true");
        var response = await app.GetRawAsync(target);
        Assert.Equal(status, response.Status);
        Assert.Equal(result, status == 307 ? response.Location : status == 200 ? Unchunk(response.Body) : null);
    }

    [Theory]
    [InlineData("/secret", "https://a.example/secret/")]
    [InlineData("/%73ecret", "https://a.example/%73ecret/")]
    [InlineData("/secret/%C3%A9%2F%20?q=%zz|\"", "https://a.example/secret/%C3%A9%2F%20?q=%zz|\"")]
    [InlineData("/x/../secret/y?z", "https://a.example/secret/y?z")]
    [InlineData("/secret/../secret/%252e%252e/y", "https://a.example/secret/%252e%252e/y")]
    [InlineData("/secret//evil.example", "https://a.example/secret//evil.example")]
    [InlineData("http://a.example/secret/x?y", "https://a.example/secret/x?y")]
    [InlineData("/secret/a\\b", "https://a.example/secret/a%5Cb")]
    [InlineData("/secret/..%2f..%2fy", "https://a.example/secret/..%2f..%2fy")]
    public async Task OnSockets_ClearText_TargetIsRepeated(string target, string location)
    {
        await using var app = await PipeApp.ListenAsync("UrlRoot=/secret;AllowUnencrypted=false");
        var response = await app.GetRawAsync(target);
        Assert.Equal((307, location), (response.Status, response.Location));
    }

    [Fact]
    public async Task OnSockets_RawNonAsciiTarget_NeverReachesAHeader()
    {
        await using var app = await PipeApp.ListenAsync("AllowUnencrypted=false");
        Assert.Equal(400, (await app.GetRawAsync("/é")).Status); // Kestrel's own answer
        Assert.Equal("https://a.example/%C3%A9", (await app.GetRawAsync("/%C3%A9")).Location);
    }

    [Fact]
    public async Task ServerPathBase_SameRoot_IsNotDoubled()
    {
        await using var app = await PipeApp.StartAsync("PublicUrl=https://a.example/app;TrustProxy=10.0.0.1;ForwardedPrefixHeader=X-Forwarded-Prefix");
        foreach (var headers in new[] { "", "X-Forwarded-Prefix: /app" })
        {
            var response = await app.SendAsync("/app/x", headers, scheme: "https", peer: "10.0.0.1", path: "/x", change: c => c.Request.PathBase = "/app");
            Assert.Equal("https a.example /app /x", response.Body);
            response = await app.SendAsync("/app/x", headers, peer: "10.0.0.1", path: "/x", change: c => c.Request.PathBase = "/app");
            Assert.Equal("https://a.example/app/x", response.Location);
        }
    }

    [Fact]
    public async Task Placed_SeveralTimes_AddsTheRootOnce()
    {
        foreach (var (settings, use) in new (string, Action<WebApplication>)[]
        {
            (Static, a => a.UseProxyAware().UseUrlRoot()),
            (Static + ";AutoInsert=false", a => a.UseTrustedProxies().UseTrustedProxies().UseUrlRoot().UseHttpsEnforcement()),
            (Static + ";AutoInsert=false", a => a.UseTrustedProxies().UseProxyAware()),
        })
        {
            await using var app = await PipeApp.StartAsync(settings, use);
            Assert.Equal("http a.example /secret /secret/x", (await app.SendAsync("/secret/secret/x")).Body);
            Assert.Equal("http a.example /secret /x", (await app.SendAsync("/x", Stripped, peer: "10.0.0.1")).Body);
        }
    }

    [Theory]
    [InlineData("/x?y", "10.0.0.1", Stripped + "|X-Forwarded-Proto: http", "https://a.example/secret/x?y")]
    [InlineData("/a/../x?y", "10.0.0.1", Stripped + "|X-Forwarded-Proto: http", "https://a.example/secret/x?y")]
    [InlineData("/secret/x?y", "203.0.113.9", "", "https://a.example/secret/x?y")]
    [InlineData("/secret/x", "203.0.113.9", "X-Forwarded-Proto: https", null)] // the evidence outlives the header
    [InlineData("/secret/x", "10.0.0.1", "X-Forwarded-Ssl: on", null)]
    public async Task Placed_StageByStage_RedirectsAlike(string target, string peer, string headers, string? location)
    {
        await using var app = await PipeApp.StartAsync(
            "UrlRoot=/secret;TrustProxy=10.0.0.1;ForwardedPrefixHeader=X-Forwarded-Prefix;AutoInsert=false",
            a => a.UseTrustedProxies().UseUrlRoot().UseHttpsEnforcement());
        var response = await app.SendAsync(
            target, headers, peer: peer, path: target.StartsWith("/a/", StringComparison.Ordinal) ? "/x" : null, change: c => c.Request.QueryString = target.Contains('?', StringComparison.Ordinal) ? new("?y") : default);
        Assert.Equal((location is null ? 400 : 307, location), (response.Status, response.Location));
    }

    private static string Unchunk(string body) =>
        body.Contains("\r\n", StringComparison.Ordinal) ? body.Split("\r\n")[1] : body;
}
