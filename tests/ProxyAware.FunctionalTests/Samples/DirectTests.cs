using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Samples;

/// <summary>Somebody who reaches the app past its proxy is themselves, whatever they claim.</summary>
public sealed class DirectTests(DirectSite site) : IClassFixture<DirectSite>
{
    public static TheoryData<string> Forgeries => ForgedHeaders.Names;

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Forgery_PastTheProxy_ChangesNothing(string name)
    {
        var visitor = site.VisitorFrom("127.0.0.9");
        var honest = (await visitor.SendRawAsync("/whoami")).Whoami();

        var forged = (await visitor.SendRawAsync("/whoami", ForgedHeaders.Lines(name))).Whoami();

        Assert.Equal(("127.0.0.9", "Direct", "http", false), (forged.ClientIp, forged.ClientQuality, forged.Scheme, forged.Trusted));
        Assert.Equal((honest.Host, honest.PathBase, honest.Path, honest.SelfUrl), (forged.Host, forged.PathBase, forged.Path, forged.SelfUrl));
    }

    [Fact]
    public async Task WebSocket_PastTheProxy_CannotChooseAnAddress()
    {
        using var socket = await site.VisitorFrom("127.0.0.9").OpenWebSocketAsync("/ws", HttpVersion.Version11, ("X-Forwarded-For", "6.6.6.6"));

        await socket.SendTextAsync("whoami");

        Assert.Equal("127.0.0.9", WhoamiAnswer.Parse(await socket.ReceiveTextAsync()).ClientIp);
        await socket.CloseCleanlyAsync();
    }

    [Fact]
    public async Task Proxy_ThatIsTrusted_IsBelieved()
    {
        var answer = (await site.VisitorFrom("127.0.0.1").SendRawAsync("/whoami", "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https")).Whoami();

        Assert.Equal("192.0.2.7", answer.ClientIp);
        Assert.Equal("https://infram.example.com/whoami", answer.SelfUrl);
    }
}
