using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

public sealed class CaddyBehindNginxTests(CaddyBehindNginxSite site) : GuardedTopologyTests<CaddyBehindNginxSite>(site)
{
    /// <summary>Caddy believes nginx alone: whoever comes past it is the client, over http.</summary>
    [SiteFact]
    public async Task Visitor_WhoSkipsTheOuterProxy_GainsNothing()
    {
        var answer = await new Visitor(Site.InnerEndPoint, "127.0.0.66").SendRawAsync(Whoami, "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https");

        Assert.Equal((307, $"{Origin}{Whoami}"), (answer.Status, answer.Header("Location")));
    }
}
