using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Nginx;

/// <summary>The peer at the other end of a Unix socket has no address: it is trusted by name, as loopback or by count.</summary>
public sealed class UnixSocketTests
{
    [NginxTheory]
    [InlineData("loopback")]
    [InlineData("unix")]
    [InlineData("1")]
    public async Task Trusted_Peer_TellsTheVisitor(string trustProxy)
    {
        await using var site = await StartAsync(trustProxy);
        var answer = (await site.Visitor.SendRawAsync("/whoami")).Whoami();

        Assert.Equal("127.0.0.5", answer.ClientIp);
        Assert.Equal("Proxied", answer.ClientQuality);
        Assert.Equal("https", answer.Scheme);
        Assert.True(answer.Trusted);

        using var socket = await site.Visitor.OpenWebSocketAsync("/ws", HttpVersion.Version11);
        await socket.SendTextAsync("whoami");
        Assert.Equal("127.0.0.5", WhoamiAnswer.Parse(await socket.ReceiveTextAsync()).ClientIp);
        await socket.CloseCleanlyAsync();
    }

    [NginxTheory]
    [InlineData("unix")]
    [InlineData("1")]
    public async Task Forger_BehindATrustedPeer_StaysThemselves(string trustProxy)
    {
        await using var site = await StartAsync(trustProxy);

        var answer = (await site.Visitor.SendRawAsync("/whoami", ForgedHeaders.Lines("everything"))).Whoami();

        Assert.Equal("127.0.0.5", answer.ClientIp);
        Assert.Equal("https", answer.Scheme);
    }

    [NginxTheory]
    [InlineData("false")]
    [InlineData("127.0.0.1")]
    public async Task Untrusted_Peer_LeavesTheClientUnknown(string trustProxy)
    {
        await using var site = await StartAsync(trustProxy);

        var answer = (await site.Visitor.SendRawAsync("/whoami", ForgedHeaders.Lines("everything"))).Whoami();

        Assert.Null(answer.ClientIp);
        Assert.Equal("http", answer.Scheme);
        Assert.False(answer.Trusted);
    }

    private static Task<UnixSocketSite> StartAsync(string trustProxy) =>
        UnixSocketSite.StartAsync(("ProxyAware__TrustProxy", trustProxy), ("ProxyAware__AllowUnencrypted", "true"));
}
