using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

public sealed class NginxTests(NginxSite site) : GuardedTopologyTests<NginxSite>(site)
{
    /// <summary>In <c>X-Forwarded-For</c> an IPv6 address stands bare.</summary>
    [NginxIPv6Fact]
    public async Task Visitor_OverIPv6_IsKnown()
    {
        var answer = (await Site.IPv6Visitor.SendRawAsync(Whoami, ForgedHeaders.Lines("everything"))).Whoami();

        Assert.Equal(("::1", "https", "Proxied"), (answer.ClientIp, answer.Scheme, answer.ClientQuality));
    }
}
