using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>The same without the line that keeps clients from deleting headers, as most installations have it.</summary>
[Needs("apache2")]
public sealed class BareApacheSite : TopologySite
{
    protected override string Settings => "proxies/apache.md#appsettings.json";

    protected override bool WorksAsDocumented => false;

    private protected override Task StartProxiesAsync() =>
        StartProxyAsync(ProxyProgram.Apache, "proxies/apache.md#infram.conf", ("    RequestHeader edit* Connection ", "    # "));
}
