using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Caddy with the app below a path, which it strips and names in a header.</summary>
[Needs("caddy")]
public sealed class CaddyRootSite : TopologySite
{
    public override string Root => "/secret";

    public override bool RedirectsToItself => false;

    protected override string Settings => "proxies/caddy.md#secret.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.Caddy, "proxies/caddy.md#secret.Caddyfile");
}
