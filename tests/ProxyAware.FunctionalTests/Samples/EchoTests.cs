using System.Net.WebSockets;
using System.Security.Cryptography;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Samples;

/// <summary>The WebSocket over HTTP/1.1 and, by extended CONNECT, over HTTP/2.</summary>
public sealed class EchoTests(HttpsSite site) : IClassFixture<HttpsSite>
{
    private const int MaxMessageBytes = 1024 * 1024;

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Messages_ComeBackAsTheyWere(string version)
    {
        using var socket = await OpenAsync(version);
        var binary = RandomNumberGenerator.GetBytes(MaxMessageBytes);

        await socket.SendTextAsync("uptime");
        Assert.Equal("uptime", await socket.ReceiveTextAsync());
        await socket.SendBinaryAsync(binary);
        var (type, message) = await socket.ReceiveMessageAsync();
        await socket.SendTextAsync("whoami");
        var answer = WhoamiAnswer.Parse(await socket.ReceiveTextAsync());

        Assert.Equal(WebSocketMessageType.Binary, type);
        Assert.Equal(binary, message);
        Assert.Equal(("127.0.0.7", "https", "/ws"), (answer.ClientIp, answer.Scheme, answer.Path));
        await socket.CloseCleanlyAsync();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Message_BeyondTheLimit_ClosesTheSocket(string version)
    {
        using var socket = await OpenAsync(version);

        await socket.SendBinaryAsync(new byte[MaxMessageBytes + 1]);
        var (type, _) = await socket.ReceiveMessageAsync();

        Assert.Equal(WebSocketMessageType.Close, type);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.CloseStatus);
    }

    [Fact]
    public async Task Request_WithoutHandshake_IsABadRequest()
    {
        var response = await site.VisitorFrom("127.0.0.7").SendRawAsync("/ws");

        Assert.Equal(400, response.Status);
    }

    private Task<ClientWebSocket> OpenAsync(string version) => site.VisitorFrom("127.0.0.7").OpenWebSocketAsync("/ws", Version.Parse(version));
}
