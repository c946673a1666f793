using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

public sealed class HAProxyTests(HAProxySite site) : GuardedTopologyTests<HAProxySite>(site)
{
    /// <summary>Of the proxies here it is the only one that takes WebSockets over HTTP/2.</summary>
    [SiteFact]
    public async Task Socket_OverHttp2_KnowsItsVisitor()
    {
        using var socket = await Site.HttpsVisitor.OpenWebSocketAsync("/ws", HttpVersion.Version20, ("X-Forwarded-For", "6.6.6.6"));

        await socket.SendTextAsync("whoami");

        var answer = WhoamiAnswer.Parse(await socket.ReceiveTextAsync());
        Assert.Equal((TopologySite.Client, "https"), (answer.ClientIp, answer.Scheme));
        await socket.CloseCleanlyAsync();
    }
}
