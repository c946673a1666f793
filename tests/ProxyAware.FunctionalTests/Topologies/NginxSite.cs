using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>nginx that ends TLS, trusted by its address.</summary>
[Needs("nginx")]
public class NginxSite : TopologySite
{
    protected override string Settings => "proxies/nginx.md#appsettings.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.Nginx, "proxies/nginx.md#infram.conf");
}
