using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>HAProxy behind nginx: two lines of addresses, one of schemes.</summary>
[Needs("nginx", "haproxy")]
public sealed class HAProxyBehindNginxSite : BehindNginxSite
{
    protected override string Settings => "proxies/haproxy.md#inner.json";

    private protected override Task StartProxiesAsync() =>
        StartProxiesAsync(ProxyProgram.HAProxy, "proxies/haproxy.md#inner.cfg", (DocumentedAddress, OuterAddress));
}
