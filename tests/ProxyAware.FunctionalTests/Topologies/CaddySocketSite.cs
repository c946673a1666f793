using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Caddy in front of an app on a Unix socket.</summary>
[Needs("caddy")]
public sealed class CaddySocketSite : TopologySite
{
    public override IReadOnlyList<string> Hops => ["unix"];

    public override bool RedirectsToItself => false;

    protected override bool ListensOnASocket => true;

    protected override string Settings => "proxies/caddy.md#unix.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.Caddy, "proxies/caddy.md#unix.Caddyfile");
}
