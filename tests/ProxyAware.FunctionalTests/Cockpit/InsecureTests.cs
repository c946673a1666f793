using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class InsecureTests(InsecureSite site) : CockpitTests(site), IClassFixture<InsecureSite>
{
    [NginxTheory]
    [MemberData(nameof(Targets))]
    public async Task HttpVisitor_IsServedAtOnce(string target)
    {
        var url = Site.HttpOrigin + target;

        var journey = await Site.Follower.FollowAsync(url);

        Assert.Equal([url], journey.Urls);
        var answer = journey.Answer.Whoami();
        Assert.Equal(("http", false), (answer.Scheme, answer.IsHttps));
        Assert.Equal(url, answer.SelfUrl);
    }

    [NginxTheory]
    [InlineData("X-Forwarded-Proto: https")]
    [InlineData("Connection: close, X-Forwarded-Proto")]
    [InlineData("X-Forwarded-Ssl: on", "Forwarded: proto=https")]
    public async Task Forgery_OverHttp_StaysHttp(params string[] headerLines) =>
        Assert.False((await Site.HttpVisitor.SendRawAsync("/whoami", headerLines)).Whoami().IsHttps);

    /// <summary>Its origin is not listed, but it is the app's own, and an entry names its host.</summary>
    [NginxFact]
    public async Task WebSocket_OverHttp_ComesBack()
    {
        using var socket = await Site.HttpVisitor.OpenWebSocketAsync("/ws", HttpVersion.Version11);

        await socket.SendTextAsync("whoami");

        Assert.Equal("http", WhoamiAnswer.Parse(await socket.ReceiveTextAsync()).Scheme);
        await socket.CloseCleanlyAsync();
    }
}
