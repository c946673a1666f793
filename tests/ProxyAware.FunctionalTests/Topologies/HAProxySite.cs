using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>HAProxy that ends TLS, trusted by its address.</summary>
[Needs("haproxy")]
public class HAProxySite : TopologySite
{
    protected override string Settings => "proxies/haproxy.md#appsettings.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.HAProxy, "proxies/haproxy.md#haproxy.cfg");
}
