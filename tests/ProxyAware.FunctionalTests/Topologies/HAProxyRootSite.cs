using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>HAProxy with the app below a path, which it strips and names in a header.</summary>
[Needs("haproxy")]
public sealed class HAProxyRootSite : TopologySite
{
    public override string Root => "/secret";

    protected override string Settings => "proxies/haproxy.md#secret.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.HAProxy, "proxies/haproxy.md#secret.cfg");
}
