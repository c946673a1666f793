using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>nginx in front of an app on a Unix socket.</summary>
[Needs("nginx")]
public sealed class NginxSocketSite : TopologySite
{
    public override IReadOnlyList<string> Hops => ["unix"];

    protected override bool ListensOnASocket => true;

    protected override string Settings => "proxies/nginx.md#unix.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.Nginx, "proxies/nginx.md#unix.conf");
}
