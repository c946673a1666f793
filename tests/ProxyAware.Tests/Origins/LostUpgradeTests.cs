using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.Origins;

/// <summary>What a proxy that drops hop-by-hop headers leaves of a handshake is answered with 426, so that somebody learns of it (RFC 9110, section 15.5.22).</summary>
public class LostUpgradeTests
{
    private const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Sec-WebSocket-Version: 13|Origin: http://a.example";

    [Theory]
    [InlineData("HTTP/1.1", "AllowUnencrypted=true", 426)]
    [InlineData("HTTP/1.0", "AllowUnencrypted=true", 426)] // nginx without proxy_http_version
    [InlineData("HTTP/1.1", "AllowUnencrypted=true;OriginMode=Report", 200)]
    [InlineData("HTTP/1.1", "AllowUnencrypted=true;OriginMode=Off", 200)]
    [InlineData("HTTP/1.1", "AllowUnencrypted=true;UrlRoot=/secret", 404)] // outside the root there is nothing to upgrade
    public async Task LostUpgrade_OnTheWire_IsAnsweredWith426(string version, string settings, int status)
    {
        await using var app = await PipeApp.ListenAsync(settings);
        var answer = PipeApp.Parse(await app.SendRawAsync(
            $"GET /ws {version}\r\nHost: a.example\r\nConnection: close\r\n{Key.Replace("|", "\r\n", StringComparison.Ordinal)}\r\n\r\n"));
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 426 ? "websocket" : null, answer.Headers.Where(h => h.Key == "Upgrade").Select(h => h.Value).SingleOrDefault());
        Assert.Equal(status == 426, answer.Body.Contains("PA4006", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "Connection: upgrade", 200)] // Cockpit's block sends that with every request
    [InlineData("HEAD", Key, 200)]
    [InlineData("GET", "Sec-WebSocket-Version: 13", 200)]
    [InlineData("GET", Key, 426)]
    [InlineData("GET", Key + "|Upgrade: h2c", 200)] // asks for something else
    public async Task LostUpgrade_NeedsTheKeyAndNothingToUpgradeTo(string method, string headers, int status)
    {
        await using var app = await PipeApp.StartAsync("AllowUnencrypted=true");
        Assert.Equal(status, (await app.SendAsync("/ws", headers, method, change: c => c.Request.Protocol = "HTTP/1.1")).Status);
    }

    [Fact]
    public async Task LostUpgrade_OverClearTextThatIsRefused_IsRedirectedAsAnyRequest()
    {
        await using var app = await PipeApp.StartAsync("AllowUnencrypted=false");
        Assert.Equal(307, (await app.SendAsync("/ws", Key, change: c => c.Request.Protocol = "HTTP/1.1")).Status);
    }
}
