using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Pipeline;

/// <summary>
/// All that the library does to a request, and what the framework has for the same: forwarded headers, host filtering, path base, HTTPS redirection, and
/// the origins of WebSockets. (The framework has nothing for the origins of unsafe requests.)
/// </summary>
internal static class WholePipeline
{
    public const string Root = "/secret";

    public const string Origin = "https://" + Setups.Host;

    private const string OtherOrigin = "https://other.example.com";

    // Loopback as well: there the benchmarks with sockets have their proxy.
    private static readonly string[] Trusted = [.. Ranges.Take(23, ipv6: false), "127.0.0.0/8"];

    /// <summary>A GET as a proxy passes it on.</summary>
    public static RequestText Get => Request("GET", "https");

    /// <summary>A WebSocket handshake as a proxy passes it on.</summary>
    public static RequestText Handshake => Request("GET", "https")
        .With("Origin", Origin)
        .With("Connection", "Upgrade")
        .With("Upgrade", "websocket")
        .With("Sec-WebSocket-Version", "13")
        .With("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

    public static AppSetup ProxyAware(bool refusesClearText = true) => Setups.ProxyAware(Trusted, options =>
    {
        Setups.ReadForProtoAndHost(options);
        options.UrlRoot = Root;
        options.Origins = [OtherOrigin];
        options.AllowUnencrypted = !refusesClearText;
    });

    public static AppSetup Framework(bool refusesClearText = true) => new(
        builder =>
        {
            Setups.Framework(Setups.ForProtoAndHost, Trusted).Configure(builder);
            builder.Services.Configure<HostFilteringOptions>(o => o.AllowedHosts = [Setups.Host]);
            builder.Services.AddHttpsRedirection(o => o.HttpsPort = 443);
            builder.Services.Configure<WebSocketOptions>(o =>
            {
                o.AllowedOrigins.Add(Origin);
                o.AllowedOrigins.Add(OtherOrigin);
            });
        },
        app =>
        {
            app.UseForwardedHeaders().UseHostFiltering().UsePathBase(Root);
            if (refusesClearText)
            {
                app.UseHttpsRedirection();
            }

            app.UseWebSockets();
        });

    public static RequestText Request(string method, string scheme)
    {
        var chain = new Chain(1);
        return (chain.Request with { Start = $"{method} {Root}/orders?page=2 HTTP/1.1", IsSecure = scheme == "https" })
            .With("X-Forwarded-For", chain.For)
            .With("X-Forwarded-Proto", scheme)
            .With("X-Forwarded-Host", Setups.Host);
    }
}
