using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Nginx;

public sealed class InframWebSocketTests(InframSite site) : IClassFixture<InframSite>
{
    [NginxFact]
    public async Task Text_ComesBack()
    {
        using var socket = await OpenAsync();

        foreach (var text in new[] { "ls -l", "", "Grüße 👋" })
        {
            await socket.SendTextAsync(text);
            Assert.Equal(text, await socket.ReceiveTextAsync());
        }

        await socket.CloseCleanlyAsync();
    }

    [NginxFact]
    public async Task Binary_OfOneMebibyte_ComesBack()
    {
        using var socket = await OpenAsync();
        var sent = RandomNumberGenerator.GetBytes(1024 * 1024);

        await socket.SendBinaryAsync(sent);
        var (type, received) = await socket.ReceiveMessageAsync();

        Assert.Equal(WebSocketMessageType.Binary, type);
        Assert.Equal(sent, received);
        await socket.CloseCleanlyAsync();
    }

    [NginxFact]
    public async Task Whoami_OfAForgedHandshake_NamesTheVisitor()
    {
        using var socket = await OpenAsync(("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-Proto", "http"), ("X-Real-IP", "6.6.6.6"));

        await socket.SendTextAsync("whoami");
        var answer = WhoamiAnswer.Parse(await socket.ReceiveTextAsync());

        Assert.Equal("127.0.0.5", answer.ClientIp);
        Assert.Equal("https", answer.Scheme);
        Assert.Equal(Visitor.Site, answer.Host);
        Assert.Equal("/ws", answer.Path);
        await socket.CloseCleanlyAsync();
    }

    private Task<ClientWebSocket> OpenAsync(params (string Name, string Value)[] headers) =>
        site.VisitorFrom("127.0.0.5").OpenWebSocketAsync("/ws", HttpVersion.Version11, headers);
}
