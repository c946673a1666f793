using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Cockpit;

public abstract class StrippingTests(StrippingSite site) : CockpitRefusalTests(site)
{
    [NginxFact]
    public async Task GuardedPath_IsGuarded()
    {
        var answer = await Site.HttpsVisitor.SendRawAsync("/secret/audit");

        Assert.Equal(403, answer.Status);
        Assert.Contains("nginx", answer.Body, StringComparison.Ordinal);
    }

    /// <summary>A root that was guessed from the path would be taken off a second time here.</summary>
    [NginxTheory]
    [InlineData("/secret/secret/audit")]
    [InlineData("/secret/secret/secret/audit")]
    [InlineData("/secret//secret/audit")]
    public async Task GuardedPath_CannotBeReachedThroughTheRoot(string path) =>
        Assert.Equal(404, (await Site.HttpsVisitor.SendRawAsync(path)).Status);
}
