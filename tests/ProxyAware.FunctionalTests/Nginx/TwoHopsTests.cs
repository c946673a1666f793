using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Nginx;

public abstract class TwoHopsTests(TwoHopsSite site)
{
    public static TheoryData<string> Forgeries => ForgedHeaders.Names;

    [NginxFact]
    public async Task Visitor_BehindTwoHops_IsKnown()
    {
        var answer = (await site.VisitorFrom("127.0.0.5").SendRawAsync("/whoami")).Whoami();

        Assert.Equal("127.0.0.5", answer.ClientIp);
        Assert.Equal("Proxied", answer.ClientQuality);
        Assert.Equal("https", answer.Scheme);
        Assert.True(answer.Trusted);
        Assert.Contains("127.0.0.3", answer.Hops, StringComparison.Ordinal);
        Assert.Contains("127.0.0.2", answer.Hops, StringComparison.Ordinal);
        Assert.Equal("https://infram.example.com/whoami", answer.SelfUrl);
    }

    [NginxTheory]
    [MemberData(nameof(Forgeries))]
    public async Task Forgery_ChangesNothing(string name)
    {
        var visitor = site.VisitorFrom("127.0.0.5");
        var honest = (await visitor.SendRawAsync("/whoami")).Whoami();

        var forged = (await visitor.SendRawAsync("/whoami", ForgedHeaders.Lines(name))).Whoami();

        Assert.Equal("127.0.0.5", forged.ClientIp);
        Assert.Equal(honest, forged);
    }

    [NginxFact]
    public async Task WebSocket_BehindTwoHops_KnowsItsVisitor()
    {
        using var socket = await site.VisitorFrom("127.0.0.5").OpenWebSocketAsync("/ws", HttpVersion.Version11, ("X-Forwarded-For", "6.6.6.6"));

        await socket.SendTextAsync("whoami");

        Assert.Equal("127.0.0.5", WhoamiAnswer.Parse(await socket.ReceiveTextAsync()).ClientIp);
        await socket.CloseCleanlyAsync();
    }
}
