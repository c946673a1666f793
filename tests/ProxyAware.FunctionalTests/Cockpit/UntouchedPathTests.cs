using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class UntouchedPathTests(UntouchedPathSite site) : CockpitRefusalTests(site), IClassFixture<UntouchedPathSite>
{
    [NginxTheory]
    [InlineData("/secret", "/secret/")]
    [InlineData("/secret?x=%2F&y=a+b", "/secret/?x=%2F&y=a+b")]
    public async Task Root_WithoutItsSlash_GetsItInOneRedirect(string from, string to)
    {
        var overHttps = await Site.Follower.FollowAsync(Site.HttpsOrigin + from);
        var overHttp = await Site.Follower.FollowAsync(Site.HttpOrigin + from);

        Assert.Equal([Site.HttpsOrigin + from, Site.HttpsOrigin + to], overHttps.Urls);
        Assert.Equal([Site.HttpOrigin + from, Site.HttpsOrigin + to], overHttp.Urls);
        Assert.Equal((200, 200), (overHttps.Answer.Status, overHttp.Answer.Status));
    }

    [NginxTheory]
    [InlineData("/")]
    [InlineData("/whoami")]
    [InlineData("/secretx")]
    [InlineData("/secretx/whoami")]
    [InlineData("/SECRET/whoami")]
    [InlineData("//secret/whoami")]
    [InlineData("/secret%2Fwhoami")]
    [InlineData("/secret/../whoami")]
    [InlineData("/secret/%2e%2e/whoami")]
    [InlineData("/secret/secret/whoami")]
    public async Task Path_OutsideTheRoot_IsNobodys(string path)
    {
        var overHttps = await Site.HttpsVisitor.SendRawAsync(path);

        Assert.Equal(404, overHttps.Status);
        Assert.Null(overHttps.Header("Location"));
    }

    /// <summary>What the app does not serve it does not redirect either.</summary>
    [NginxTheory]
    [InlineData("/")]
    [InlineData("/secretx")]
    [InlineData("/SECRET/whoami")]
    [InlineData("//secret/whoami")]
    [InlineData("/secret/../whoami")]
    public async Task Path_OutsideTheRootOverHttp_IsNotRedirected(string path)
    {
        var overHttp = await Site.HttpVisitor.SendRawAsync(path);

        Assert.Equal(404, overHttp.Status);
        Assert.Null(overHttp.Header("Location"));
    }

    /// <summary>The root is looked for in the path as the server decodes it, like every route.</summary>
    [NginxTheory]
    [InlineData("/%73ecret/whoami")]
    [InlineData("/x/../secret/whoami")]
    [InlineData("/secret/./whoami")]
    public async Task Path_ThatDecodesToTheRoot_IsTheApps(string path)
    {
        var answer = (await Site.HttpsVisitor.SendRawAsync(path)).Whoami();

        Assert.Equal(("/secret", "/whoami"), (answer.PathBase, answer.Path));
    }
}
