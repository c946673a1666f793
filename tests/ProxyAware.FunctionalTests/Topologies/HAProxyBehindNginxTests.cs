using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

public sealed class HAProxyBehindNginxTests(HAProxyBehindNginxSite site) : GuardedTopologyTests<HAProxyBehindNginxSite>(site)
{
    [SiteFact]
    public async Task Visitor_WhoSkipsTheOuterProxy_IsRefused()
    {
        var answer = await new Visitor(Site.InnerEndPoint, "127.0.0.66").SendRawAsync(Whoami, "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https");

        Assert.Equal(403, answer.Status);
        Assert.Contains("Forbidden", answer.Body, StringComparison.Ordinal);
    }
}
