using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Apache httpd that ends TLS, trusted by its address.</summary>
[Needs("apache2")]
public class ApacheSite : TopologySite
{
    protected override string Settings => "proxies/apache.md#appsettings.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.Apache, "proxies/apache.md#infram.conf");
}
