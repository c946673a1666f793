using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>HAProxy in front of an app on a Unix socket.</summary>
[Needs("haproxy")]
public sealed class HAProxySocketSite : TopologySite
{
    public override IReadOnlyList<string> Hops => ["unix"];

    protected override bool ListensOnASocket => true;

    protected override string Settings => "proxies/haproxy.md#unix.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.HAProxy, "proxies/haproxy.md#unix.cfg");
}
