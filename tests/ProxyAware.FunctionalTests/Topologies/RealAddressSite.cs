using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>nginx whose <c>X-Real-IP</c> is read instead of its list of addresses.</summary>
[Needs("nginx")]
public sealed class RealAddressSite : TopologySite
{
    protected override string Settings => "proxies/nginx.md#real-ip.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.Nginx, "proxies/nginx.md#infram.conf");
}
