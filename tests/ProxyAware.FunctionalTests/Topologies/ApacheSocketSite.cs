using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Apache httpd in front of an app on a Unix socket.</summary>
[Needs("apache2")]
public sealed class ApacheSocketSite : TopologySite
{
    public override IReadOnlyList<string> Hops => ["unix"];

    protected override bool ListensOnASocket => true;

    protected override string Settings => "proxies/apache.md#unix.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.Apache, "proxies/apache.md#unix.conf");
}
