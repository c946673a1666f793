using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>nginx that says everything in <c>Forwarded</c>: the other family is the client's own.</summary>
[Needs("nginx")]
public sealed class ForwardedHeaderSite : TopologySite
{
    protected override string Settings => "proxies/nginx.md#forwarded.json";

    private protected override Task StartProxiesAsync() => StartProxyAsync(ProxyProgram.Nginx, "proxies/nginx.md#forwarded.conf");
}
