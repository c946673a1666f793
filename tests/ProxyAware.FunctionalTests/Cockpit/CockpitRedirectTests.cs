using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>What holds where clear text is refused: whoever comes over http ends on https, after one redirect.</summary>
public abstract class CockpitRedirectTests(CockpitSite site) : CockpitTests(site)
{
    [NginxTheory]
    [MemberData(nameof(Targets))]
    public async Task HttpVisitor_ArrivesOverHttps_AfterOneRedirect(string target)
    {
        var journey = await Site.Follower.FollowAsync($"{Site.HttpOrigin}{Site.Root}{target}");

        Assert.Equal([$"{Site.HttpOrigin}{Site.Root}{target}", $"{Site.HttpsOrigin}{Site.Root}{target}"], journey.Urls);
        Assert.True(journey.Answer.Whoami().IsHttps);
    }

    [NginxTheory]
    [InlineData("X-Forwarded-Proto: https")]
    [InlineData("X-Forwarded-Proto: https, https")]
    [InlineData("x-forwarded-proto: https", "X-Forwarded-Proto: wss")]
    [InlineData("X-Forwarded-Ssl: on", "Front-End-Https: on", "X-Url-Scheme: https", "X-Forwarded-Scheme: https")]
    [InlineData("Forwarded: for=6.6.6.6;proto=https")]
    [InlineData("Connection: close, X-Forwarded-Proto")]
    [InlineData("Connection: X-Forwarded-Proto", "X-Forwarded-Proto: https")]
    [InlineData("X-Forwarded-For: not an address")]
    [InlineData("X-Forwarded-Host: evil.example", "X-Forwarded-Port: 666", "X-Forwarded-Prefix: //evil.example")]
    public async Task Forgery_OverHttp_IsRedirectedOnce(params string[] headerLines)
    {
        var journey = await Site.Follower.FollowAsync($"{Site.HttpOrigin}{Site.Root}/whoami", headerLines);

        Assert.Equal([$"{Site.HttpOrigin}{Site.Root}/whoami", $"{Site.HttpsOrigin}{Site.Root}/whoami"], journey.Urls);
        Assert.Equal(200, journey.Answer.Status);
    }
}
