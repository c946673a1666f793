using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

public sealed class ReencryptionTests(ReencryptionSite site) : GuardedTopologyTests<ReencryptionSite>(site)
{
    /// <summary>Whoever goes past the main proxy to the webserver could say anything about its visitors.</summary>
    [SiteFact]
    public async Task Visitor_WhoSkipsTheMainProxy_IsRefused()
    {
        var answer = await Site.WebserverVisitorFrom("127.0.0.66").SendRawAsync(Whoami, "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https");

        Assert.Equal(403, answer.Status);
        Assert.Contains("nginx", answer.Body, StringComparison.Ordinal);
    }
}
