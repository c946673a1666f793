using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Caddy behind an nginx that nobody told it about: it drops what nginx says and puts nginx itself in its place.</summary>
[Needs("nginx", "caddy")]
public sealed class ForgetfulCaddySite : BehindNginxSite
{
    protected override string Settings => "proxies/caddy.md#inner.json";

    protected override bool WorksAsDocumented => false;

    private protected override Task StartProxiesAsync() => StartProxiesAsync(ProxyProgram.Caddy, "proxies/caddy.md#forgotten.Caddyfile");
}
