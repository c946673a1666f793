using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Terminals: they open, carry a lot, outlive the proxies' patience while idle, and know their visitor.</summary>
public abstract class SocketTests<TSite>(TSite site) : ForgeryTests<TSite>(site)
    where TSite : TopologySite
{
    private string Socket => $"{Site.Root}/ws";

    [SiteFact]
    public async Task Socket_OfOneMebibyte_ComesBack()
    {
        using var socket = await Site.HttpsVisitor.OpenWebSocketAsync(Socket, HttpVersion.Version11);
        var sent = RandomNumberGenerator.GetBytes(1024 * 1024);

        await socket.SendBinaryAsync(sent);
        var (type, received) = await socket.ReceiveMessageAsync();

        Assert.Equal(WebSocketMessageType.Binary, type);
        Assert.Equal(sent, received);
        await socket.CloseCleanlyAsync();
    }

    /// <summary>So many pings last longer than the proxies wait for traffic; without them a socket is cut, see <see cref="SilentSocketTests{TSite}"/>.</summary>
    [SiteFact]
    public async Task Socket_ThatIdles_IsKeptAlive()
    {
        await using var socket = await Site.HttpsVisitor.OpenFramesAsync(Socket, $"Origin: {Origin}");

        for (var pings = 0; pings < TopologySite.PingsWhileIdle; pings++)
        {
            var (opcode, _) = await socket.ReadAsync() ?? throw new InvalidOperationException($"Cut after {pings} pings.");
            Assert.True(opcode is RawWebSocket.Ping or RawWebSocket.Pong, $"{opcode}");
        }

        await socket.SendTextAsync("still here");
        Assert.Equal("still here", await socket.ReadTextAsync());
    }

    [SiteFact]
    public async Task Forgeries_OfAHandshake_ChangeNothing()
    {
        var honest = await WhoamiAsync();
        Assert.Equal((TopologySite.Client, "https", Visitor.Site, Site.Root, "/ws"), Identity(WhoamiAnswer.Parse(honest)));

        foreach (var name in ForgedHeaders.All.Where(name => !Site.AnsweredByAProxy.Contains(name)))
        {
            Assert.Equal((name, honest), (name, await WhoamiAsync(ForgedHeaders.Lines(name))));
        }
    }

    private static (string? ClientIp, string Scheme, string Host, string PathBase, string Path) Identity(WhoamiAnswer answer) =>
        (answer.ClientIp, answer.Scheme, answer.Host, answer.PathBase, answer.Path);

    /// <summary>What the app says on a socket about its visitor.</summary>
    private async Task<string> WhoamiAsync(params string[] headerLines)
    {
        await using var socket = await Site.HttpsVisitor.OpenFramesAsync(Socket, [$"Origin: {Origin}", .. headerLines]);
        await socket.SendTextAsync("whoami");
        return await socket.ReadTextAsync();
    }
}
