using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Caddy behind an nginx that it trusts.</summary>
[Needs("nginx", "caddy")]
public sealed class CaddyBehindNginxSite : BehindNginxSite
{
    protected override string Settings => "proxies/caddy.md#inner.json";

    private protected override Task StartProxiesAsync() =>
        StartProxiesAsync(ProxyProgram.Caddy, "proxies/caddy.md#inner.Caddyfile", (DocumentedAddress, OuterAddress));
}
