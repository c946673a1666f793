using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Apache httpd with the app below a path, which it leaves in the request.</summary>
[Needs("apache2")]
public sealed class ApacheRootSite : TopologySite
{
    public override string Root => "/secret";

    protected override string Settings => "proxies/apache.md#secret.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.Apache, "proxies/apache.md#secret.conf");
}
