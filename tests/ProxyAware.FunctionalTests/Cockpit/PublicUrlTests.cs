using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class PublicUrlTests(PublicUrlSite site) : CockpitRefusalTests(site), IClassFixture<PublicUrlSite>
{
    /// <summary>nginx' only server block answers to every name.</summary>
    [NginxTheory]
    [InlineData("evil.example")]
    [InlineData("evil.example:8443")]
    [InlineData("cockpit.domain.tld.evil.example")]
    [InlineData("COCKPIT.domain.tld")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task HostileHost_ReachesNoHeader(string host)
    {
        var answer = await Site.HttpVisitorOf(host).SendRawAsync("/whoami?x=%2F");

        Assert.Equal(307, answer.Status);
        Assert.Equal("https://cockpit.domain.tld:8443/whoami?x=%2F", answer.Header("Location"));
        Assert.DoesNotContain(answer.Headers, header => header.Value.Contains("evil", StringComparison.Ordinal));
    }

    /// <summary>nginx takes the host of such a target for <c>$host</c>.</summary>
    [NginxFact]
    public async Task HostileTarget_ReachesNoHeader()
    {
        var answer = await Site.HttpVisitor.SendRawAsync("http://evil.example/whoami");

        Assert.Equal("https://cockpit.domain.tld:8443/whoami", answer.Header("Location"));
    }
}
