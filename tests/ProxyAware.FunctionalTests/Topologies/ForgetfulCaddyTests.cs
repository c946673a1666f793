using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Nothing can bring back what Caddy dropped; the app must say so, and believe nobody instead.</summary>
public sealed class ForgetfulCaddyTests(ForgetfulCaddySite site) : IClassFixture<ForgetfulCaddySite>
{
    /// <summary>A browser, which a redirect would send in circles.</summary>
    [SiteFact]
    public async Task Browser_OverHttps_ReadsWhy()
    {
        var answer = await site.HttpsVisitor.SendRawAsync("/whoami", "Sec-Fetch-Site: none");

        Assert.Equal(400, answer.Status);
        Assert.StartsWith("PA3007", answer.Body, StringComparison.Ordinal);
        Assert.NotNull(await site.App.OutputLineAsync("PA3007"));
    }

    [SiteTheory]
    [MemberData(nameof(ForgedHeaders.Names), MemberType = typeof(ForgedHeaders))]
    public async Task Forgery_ChangesNothing(string name)
    {
        var honest = await site.HttpsVisitor.SendRawAsync("/whoami");

        var forged = await site.HttpsVisitor.SendRawAsync("/whoami", ForgedHeaders.Lines(name));

        Assert.Equal((307, $"https://{Visitor.Site}/whoami"), (honest.Status, honest.Header("Location")));
        Assert.Equal((honest.Status, honest.Header("Location"), honest.Body), (forged.Status, forged.Header("Location"), forged.Body));
    }
}
