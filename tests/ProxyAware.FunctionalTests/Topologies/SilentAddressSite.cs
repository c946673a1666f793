using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>nginx without the line that tells the client's address.</summary>
[Needs("nginx")]
public sealed class SilentAddressSite : TopologySite
{
    protected override string Settings => "proxies/nginx.md#appsettings.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(
        ProxyProgram.Nginx, "proxies/nginx.md#infram.conf", ("        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n", ""));
}
