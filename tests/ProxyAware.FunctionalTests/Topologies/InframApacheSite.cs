using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Infram's guide with Apache httpd, where a rewrite finds the WebSockets.</summary>
[Needs("apache2")]
public sealed class InframApacheSite : TopologySite
{
    public override bool NamesItsHosts => false;

    protected override string Settings => "guides/infram.md#infram.env";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.Apache, "guides/infram.md#apache.conf");
}
