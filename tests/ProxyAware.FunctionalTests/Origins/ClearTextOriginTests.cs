using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Origins;

/// <summary>Origins over clear text, where a name proves nothing: an attacker's can be made to point at the app.</summary>
public sealed class ClearTextOriginTests
{
    [Theory]
    [InlineData("https://evil.test", "PA4003")]
    [InlineData("http://app.example", "PA4005")]
    [InlineData("https://app.example", "PA4003")]
    [InlineData("https://a.example", "PA3004")]
    public async Task WebSocket_WhereHttpsIsRequired_IsNeverSentElsewhere(string origin, string code)
    {
        await using var app = await SampleApp.StartAsync(("ProxyAware__HttpsPort", "443"), ("ProxyAware__Origins", "https://a.example"));

        var answer = await new Visitor(app.EndPoint, "127.0.0.1", tls: null, "app.example").SendHandshakeAsync("/ws", $"Origin: {origin}");

        Assert.Equal(403, answer.Status);
        Assert.StartsWith(code, answer.Body, StringComparison.Ordinal);
        Assert.Null(answer.Header("Location"));
    }

    [Fact]
    public async Task Name_ThatNobodyConfigured_IsNotTheAppsOwn()
    {
        await using var app = await SampleApp.StartAsync(("ProxyAware__AllowUnencrypted", "true"));
        var victim = new Visitor(app.EndPoint, "127.0.0.1", tls: null, "rebound.evil.test");

        var handshake = await victim.SendHandshakeAsync("/ws", "Origin: http://rebound.evil.test");
        var post = await victim.SendFormAsync("/audit", "action=deleted", "Origin: http://rebound.evil.test");

        Assert.Equal((403, 403), (handshake.Status, post.Status));
        Assert.StartsWith("PA4005", handshake.Body, StringComparison.Ordinal);
        Assert.StartsWith("PA4005", post.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", "http://localhost", null)]
    [InlineData("127.0.0.1:5080", "http://127.0.0.1:5080", null)]
    [InlineData("app.example", "http://app.example", "app.example")]
    public async Task Name_ThatIsKnown_IsTheAppsOwn(string host, string origin, string? allowedHosts)
    {
        await using var app = await SampleApp.StartAsync(
            ("ProxyAware__AllowUnencrypted", "true"), ("ProxyAware__AllowedHosts", allowedHosts ?? ""));
        var visitor = new Visitor(app.EndPoint, "127.0.0.1", tls: null, host);

        using var socket = await visitor.OpenWebSocketAsync("/ws", HttpVersion.Version11, origin);

        await socket.SendTextAsync("ls");
        Assert.Equal("ls", await socket.ReceiveTextAsync());
        await socket.CloseCleanlyAsync();
    }
}
