using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

public sealed class BareApacheTests(BareApacheSite site) : IClassFixture<BareApacheSite>
{
    /// <summary>The scheme is that of the app's own connection then, never https: such a client stands in its own way, and in nobody else's.</summary>
    [SiteTheory]
    [InlineData("Connection: close, X-Forwarded-Proto")]
    [InlineData("Connection: X-Forwarded-Proto", "X-Forwarded-Proto: https")]
    [InlineData("connection: x-forwarded-for, x-forwarded-proto", "X-Forwarded-For: 6.6.6.6")]
    public async Task Header_ThatTheClientDeleted_IsNeverHttps(params string[] headerLines)
    {
        var answer = await site.HttpsVisitor.SendRawAsync("/whoami", headerLines);

        Assert.Equal((307, $"https://{Visitor.Site}/whoami"), (answer.Status, answer.Header("Location")));
    }

    [SiteFact]
    public async Task OtherVisitors_AreNotAffected()
    {
        var answer = (await site.HttpsVisitor.SendRawAsync("/whoami")).Whoami();

        Assert.Equal((TopologySite.Client, true), (answer.ClientIp, answer.IsHttps));
    }
}
