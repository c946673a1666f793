using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>nginx without <c>proxy_http_version</c>: it speaks HTTP/1.0 to the app, as copies of older guides do.</summary>
[Needs("nginx")]
public sealed class OldProtocolSite : TopologySite
{
    protected override string Settings => "proxies/nginx.md#appsettings.json";

    protected override bool WorksAsDocumented => false;

    private protected override Task StartProxiesAsync() =>
        StartProxyAsync(ProxyProgram.Nginx, "proxies/nginx.md#infram.conf", ("        proxy_http_version 1.1;\n", ""));
}
