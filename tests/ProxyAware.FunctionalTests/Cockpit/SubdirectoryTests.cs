using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class SubdirectoryTests(SubdirectorySite site) : CockpitRefusalTests(site), IClassFixture<SubdirectorySite>
{
    /// <summary>nginx answers for the folder without its slash itself, with its own port, which is the public one wherever it is not a test.</summary>
    [NginxFact]
    public async Task Folder_WithoutItsSlash_GetsIt()
    {
        var answer = await Site.HttpsVisitor.SendRawAsync("/secret?x=1");

        Assert.Equal(301, answer.Status);
        Assert.Equal($"https://domain.tld:{Site.Nginx.EndPoint("HTTPS_PORT").Port}/secret/?x=1", answer.Header("Location"));
    }

    [NginxTheory]
    [InlineData("/secretx")]
    [InlineData("/SECRET/whoami")]
    [InlineData("/")]
    public async Task RestOfTheSite_IsNotTheApps(string path) =>
        Assert.Equal("the rest of the site", (await Site.HttpsVisitor.SendRawAsync(path)).Body);

    [NginxTheory]
    [InlineData("/secret/secret/whoami")]
    [InlineData("/secret/secret/secret/")]
    public async Task Root_IsTakenOffOnce(string path) =>
        Assert.Equal(404, (await Site.HttpsVisitor.SendRawAsync(path)).Status);
}
