using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class UntrustedProxyTests(UntrustedProxySite site) : IClassFixture<UntrustedProxySite>
{
    [NginxFact]
    public async Task Visitor_OverHttps_GetsAnExplanationInsteadOfALoop()
    {
        var journey = await site.Follower.FollowAsync("https://cockpit.domain.tld/whoami");

        Assert.Single(journey.Urls);
        Assert.Equal(400, journey.Answer.Status);
        Assert.StartsWith("PA3005", journey.Answer.Body, StringComparison.Ordinal);
        Assert.NotNull(await site.App.OutputLineAsync("PA3005"));
    }

    [NginxFact]
    public async Task Visitor_OverHttp_GetsTheSameAfterOneRedirect()
    {
        var journey = await site.Follower.FollowAsync("http://cockpit.domain.tld/whoami");

        Assert.Equal(["http://cockpit.domain.tld/whoami", "https://cockpit.domain.tld/whoami"], journey.Urls);
        Assert.Equal(400, journey.Answer.Status);
    }
}
