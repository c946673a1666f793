using System.Net.WebSockets;
using System.Security.Cryptography;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>WebSockets through the sample's own edge, which opens one of its own over pinned TLS.</summary>
public sealed class DemoWebSocketTests(DemoSite site) : IClassFixture<DemoSite>
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Text_ThroughTheEdge_ComesBack(string version)
    {
        using var socket = await site.Visitor.OpenWebSocketAsync("/ws", Version.Parse(version));

        foreach (var text in new[] { "ls -l", "", "Grüße 👋" })
        {
            await socket.SendTextAsync(text);
            Assert.Equal(text, await socket.ReceiveTextAsync());
        }

        await socket.CloseCleanlyAsync();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Binary_ThroughTheEdge_ComesBack(string version)
    {
        using var socket = await site.Visitor.OpenWebSocketAsync("/ws", Version.Parse(version));
        var sent = RandomNumberGenerator.GetBytes(256 * 1024);

        await socket.SendBinaryAsync(sent);
        var (type, received) = await socket.ReceiveMessageAsync();

        Assert.Equal(WebSocketMessageType.Binary, type);
        Assert.Equal(sent, received);
        await socket.CloseCleanlyAsync();
    }

    [Fact]
    public async Task Whoami_OfAForgedHandshake_NamesTheVisitor()
    {
        using var socket = await site.Visitor.OpenWebSocketAsync("/ws", new(1, 1), ("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-Proto", "http"));

        await socket.SendTextAsync("whoami");
        var answer = WhoamiAnswer.Parse(await socket.ReceiveTextAsync());

        Assert.Equal(EdgeVisitor.Address, answer.ClientIp);
        Assert.Equal("https", answer.Scheme);
        Assert.True(answer.Trusted);
        await socket.CloseCleanlyAsync();
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("https://127.0.0.1")]
    public async Task Handshake_OfAForeignOrigin_IsRefused(string origin)
    {
        var response = await site.Visitor.SendHandshakeAsync("/ws", $"Origin: {origin}");

        Assert.Equal(403, response.Status);
    }
}
