using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>An nginx on another machine in front of the proxy next to the app: it ends TLS, and leaves from an address of its own.</summary>
public abstract class BehindNginxSite : TopologySite
{
    /// <summary>The outer proxy's address, as the inner ones see it.</summary>
    protected const string OuterAddress = "127.0.0.2";

    /// <summary>The same in the documentation.</summary>
    protected const string DocumentedAddress = "192.0.2.10";

    private ProxyInstance? _inner;

    public override IReadOnlyList<string> Hops => ["127.0.0.1", OuterAddress];

    /// <summary>Where the inner proxy listens.</summary>
    internal IPEndPoint InnerEndPoint => (_inner ?? throw new InvalidOperationException("The inner proxy does not run.")).EndPoint("HTTP_PORT");

    protected override IEnumerable<(string Documented, string Value)> Addresses => [(DocumentedAddress, OuterAddress)];

    private protected async Task StartProxiesAsync(ProxyProgram program, string innerBlock, params (string Documented, string Value)[] innerValues)
    {
        _inner = await StartProxyAsync(program, innerBlock, innerValues);
        await StartProxyAsync(
            ProxyProgram.Nginx,
            "proxies/nginx.md#outer.conf",
            ("proxy_pass http://192.0.2.20;", $"proxy_pass http://{InnerEndPoint};\nproxy_bind {OuterAddress};"));
    }
}
