using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class LostHeaderTests(LostHeaderSite site) : IClassFixture<LostHeaderSite>
{
    /// <summary>Without the header the scheme is that of the app's own connection. Such a client stands in its own way, over https too.</summary>
    [NginxTheory]
    [InlineData("Connection: close, X-Forwarded-Proto")]
    [InlineData("Connection: X-Forwarded-Proto", "X-Forwarded-Proto: https")]
    public async Task Header_ThatTheClientDeleted_IsNeverHttps(params string[] headerLines)
    {
        var overHttp = await site.HttpVisitor.SendRawAsync("/whoami", headerLines);

        Assert.Equal(307, overHttp.Status);
        Assert.Equal("https://cockpit.domain.tld/whoami", overHttp.Header("Location"));
    }

    [NginxFact]
    public async Task OtherVisitors_AreNotAffected()
    {
        var journey = await site.Follower.FollowAsync("http://cockpit.domain.tld/whoami");

        Assert.Equal(2, journey.Urls.Count);
        Assert.True(journey.Answer.Whoami().IsHttps);
    }
}
