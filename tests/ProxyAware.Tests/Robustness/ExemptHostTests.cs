using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.Robustness;

/// <summary>
/// Requests that are exempt from <c>AllowedHosts</c> keep the host they came with, which whoever sends them chooses. It reaches links that the exempt
/// endpoint itself makes of it, and nothing else: no redirect of ours, no own origin, no WebSocket.
/// </summary>
public class ExemptHostTests
{
    private const string Settings = "TrustProxy=10.0.0.1;AllowedHosts=good.example;UnencryptedPaths=/ping;UnencryptedPeers=10.0.0.7";

    private const string Handshake = "|Connection: Upgrade|Upgrade: websocket|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==";

    [Theory]
    [InlineData("/ping", PipeApp.Visitor)]
    [InlineData("/clear", PipeApp.Visitor)]
    [InlineData("/anything", "10.0.0.7")]
    public async Task ExemptRequest_WithAForeignHost_IsServedAndKeepsIt(string path, string peer)
    {
        await using var app = await StartAsync(Settings);
        var response = await app.SendAsync(path, host: "evil.example", peer: peer);
        Assert.Equal((200, true), (response.Status, response.Body.StartsWith("http evil.example ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "http")] // DNS rebinding: the page of evil.example reaches the app under that name
    [InlineData("|X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: https", "https")]
    public async Task ExemptRequest_WithAForeignHost_HasNoOwnOrigin(string forwarded, string scheme)
    {
        await using var app = await StartAsync(Settings);
        var peer = forwarded.Length > 0 ? "10.0.0.1" : PipeApp.Visitor;
        var origin = $"Origin: {scheme}://evil.example";
        foreach (var path in new[] { "/ping", "/clear" })
        {
            Assert.Equal(403, (await app.SendAsync(path, origin + forwarded, "POST", "evil.example", peer: peer)).Status);
            Assert.Equal(403, (await app.SendAsync(path, origin + forwarded + Handshake, host: "evil.example", peer: peer, change: c => c.Request.Protocol = "HTTP/1.1")).Status);
        }

        Assert.Equal(403, (await app.SendAsync("/anything", "Origin: http://evil.example", "POST", "evil.example", peer: "10.0.0.7")).Status);
    }

    /// <summary>What is not exempt is refused before it is redirected, so that no Location ever holds such a host.</summary>
    [Theory]
    [InlineData("/x")]
    [InlineData("/root")]
    [InlineData("/root/x")]
    public async Task OtherRequest_WithAForeignHost_IsNotRedirectedToIt(string path)
    {
        await using var app = await StartAsync(Settings + ";UrlRoot=/root");
        var response = await app.SendAsync(path, host: "evil.example");
        Assert.DoesNotContain(response.Headers, h => h.Value.Contains("evil.example", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(response.Status, new[] { 400, 404 });
    }

    [Fact]
    public async Task ExemptRequest_ToTheBareRoot_IsRedirectedByPathAlone()
    {
        await using var app = await StartAsync(Settings + ";UrlRoot=/root");
        var response = await app.SendAsync("/root", host: "evil.example", peer: "10.0.0.7");
        Assert.Equal((307, "/root/"), (response.Status, response.Headers.Single(h => h.Key == "Location").Value));
    }

    [Fact]
    public async Task ExemptRequest_WithAPublicUrl_HasTheHostOfThatUrl()
    {
        await using var app = await StartAsync(Settings + ";PublicUrl=https://ops.example");
        Assert.StartsWith("http ops.example ", (await app.SendAsync("/ping", host: "evil.example")).Body, StringComparison.Ordinal);
    }

    /// <summary>It is exempt from the list, and not from the grammar.</summary>
    [Theory]
    [InlineData("evil.example/x")]
    [InlineData("a@evil.example")]
    [InlineData("evil.example:99999")]
    public async Task ExemptRequest_WithAHostThatIsNone_IsRefused(string host)
    {
        await using var app = await StartAsync(Settings);
        Assert.Equal(400, (await app.SendAsync("/ping", host: host)).Status);
    }

    private static Task<PipeApp> StartAsync(string settings) => PipeApp.StartAsync(settings, app =>
        app.MapMethods("/clear", ["GET", "POST"], (HttpContext c) => $"{c.Request.Scheme} {c.Request.Host} clear").AllowUnencrypted());
}
