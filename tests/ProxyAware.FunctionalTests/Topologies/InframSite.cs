using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Infram's guide with nginx: <c>TRUST_PROXY=1</c> for the one hop.</summary>
[Needs("nginx")]
public sealed class InframSite : TopologySite
{
    public override bool NamesItsHosts => false;

    protected override string Settings => "guides/infram.md#infram.env";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.Nginx, "proxies/nginx.md#infram.conf");
}
