using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Pipeline;

/// <summary>
/// All that the library does to a request beside what the framework has for it: forwarded headers, host filtering, path base, HTTPS redirection, and the
/// origins of WebSockets. (The framework has nothing for the origins of unsafe requests.)
/// </summary>
public class PipelineBenchmarks : MiddlewareBenchmarks
{
    private const string Root = "/secret";

    private const string Origin = "https://" + Setups.Host;

    private static readonly string[] Trusted = Ranges.Take(24, ipv6: false);

    private static readonly AppSetup ProxyAwareSetup = Setups.ProxyAware(Trusted, options =>
    {
        Setups.ReadForProtoAndHost(options);
        options.UrlRoot = Root;
        options.Origins = ["https://other.example.com"];
    });

    private static readonly AppSetup FrameworkSetup = new(
        builder =>
        {
            Setups.Framework(Setups.ForProtoAndHost, Trusted).Configure(builder);
            builder.Services.Configure<HostFilteringOptions>(o => o.AllowedHosts = [Setups.Host]);
            builder.Services.AddHttpsRedirection(o => o.HttpsPort = 443);
            builder.Services.Configure<WebSocketOptions>(o =>
            {
                o.AllowedOrigins.Add(Origin);
                o.AllowedOrigins.Add("https://other.example.com");
            });
        },
        app => app.UseForwardedHeaders().UseHostFiltering().UsePathBase(Root).UseHttpsRedirection().UseWebSockets());

    private protected override IEnumerable<Scenario> Scenarios =>
    [
        Make("GET", Request("GET")),
        Make("POST", Request("POST").With("Origin", Origin).With("Content-Length", "0")),
        Make("WebSocket", Request("GET")
            .With("Origin", Origin)
            .With("Connection", "Upgrade")
            .With("Upgrade", "websocket")
            .With("Sec-WebSocket-Version", "13")
            .With("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")),
        Make("redirect to https", Request("GET", "http")),
    ];

    private static RequestText Request(string method, string scheme = "https")
    {
        var chain = new Chain(1);
        return (chain.Request with { Start = $"{method} {Root}/orders?page=2 HTTP/1.1", IsSecure = scheme == "https" })
            .With("X-Forwarded-For", chain.For)
            .With("X-Forwarded-Proto", scheme)
            .With("X-Forwarded-Host", Setups.Host);
    }

    private static Scenario Make(string name, RequestText request) => new(name, request, FrameworkSetup, ProxyAwareSetup);
}
