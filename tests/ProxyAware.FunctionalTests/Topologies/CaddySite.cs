using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Caddy that ends TLS, trusted by its address.</summary>
[Needs("caddy")]
public sealed class CaddySite : TopologySite
{
    public override bool RedirectsToItself => false;

    protected override string Settings => "proxies/caddy.md#appsettings.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.Caddy, "proxies/caddy.md#Caddyfile");
}
