using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

public sealed class ForwardedHeaderTests(ForwardedHeaderSite site) : GuardedTopologyTests<ForwardedHeaderSite>(site)
{
    /// <summary>In <c>Forwarded</c> an IPv6 address stands in brackets and quotes (RFC 7239, 6).</summary>
    [NginxIPv6Fact]
    public async Task Visitor_OverIPv6_IsKnown()
    {
        var answer = (await Site.IPv6Visitor.SendRawAsync(Whoami, ForgedHeaders.Lines("everything"))).Whoami();

        Assert.Equal(("::1", "https", "Proxied"), (answer.ClientIp, answer.Scheme, answer.ClientQuality));
    }
}
