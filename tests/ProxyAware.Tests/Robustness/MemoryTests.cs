using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProxyAware.Diagnostics.Findings;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Upstream.Handshake;
using ProxyAware.Upstream.Validation;

namespace ProxyAware.Tests.Robustness;

/// <summary>Nothing that is kept about requests grows with them, whatever is different in each.</summary>
[Collection(RunsAlone.Name)]
public class MemoryTests
{
    private const int Requests = 60_000;

    // Everything that is kept about each cause, full: samples, first paths, hosts and origins of bounded length.
    private const long MostGrowth = 512 * 1024;

    public static TheoryData<string> Varieties =>
    [
        "peers", "hosts", "allowed hosts", "cookies", "origins", "handshakes", "paths", "outside", "prefixes", "clients", "malformed", "visitors", "referers", "names", "loops", "endpoints",
    ];

    [Theory]
    [MemberData(nameof(Varieties))]
    public async Task Pipeline_EachRequestDifferent_KeepsAFixedAmount(string variety)
    {
        await using var app = await StartAsync(variety);
        var services = app.Services;
        var pipeline = app.Services.GetRequiredService<Pipeline>().Run!;
        var count = Effort.Of(Requests);
        await RunAsync(0, count / 5);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await RunAsync(count / 5, count + (count / 5));
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < MostGrowth, $"{grown} bytes after {count} requests");
        _ = services.GetRequiredService<FindingsReport>().Current();

        async Task RunAsync(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                var context = new DefaultHttpContext { RequestServices = services };
                Fill(context, variety, i.ToString(CultureInfo.InvariantCulture));
                await pipeline(context);
            }
        }
    }

    [Fact]
    public void UpstreamStores_EachCertificateDifferent_KeepAFixedAmount()
    {
        var accepted = new AcceptedPeers();
        using var logs = new Upstream.Support.RecordingLogger();
        using var upstream = UpstreamTls.Create(new());
        var log = new HandshakeLog(upstream.State);
        Remember(0, 400);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Remember(400, 20_000);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostGrowth);

        void Remember(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                accepted.Remember(TestPki.Leaf.PublicOnly, $"name{i}.example", [TestPki.Root.PublicOnly]);
                var failure = new ProxyAware.Upstream.UpstreamFailure(UpstreamTlsReason.PinMismatch, $"message {i}", "remedy");
                var exception = new UpstreamTlsException("x", $"name{i}.example:443", failure);
                log.Refused(exception);
                log.ClientRefused(exception);
            }
        }
    }

    private static void Fill(HttpContext context, string variety, string number)
    {
        var request = context.Request;
        var headers = request.Headers;
        context.Connection.RemoteIpAddress = IPAddress.Parse("10.0.0.1");
        context.Connection.Id = number;
        request.Method = "GET";
        request.Scheme = "http";
        request.Protocol = "HTTP/1.1";
        request.Path = "/root/x";
        headers.Host = "a.example";
        headers["X-Forwarded-For"] = "203.0.113.7";
        headers["X-Forwarded-Proto"] = "https";
        switch (variety)
        {
            case "peers":
                var n = int.Parse(number, CultureInfo.InvariantCulture);
                context.Connection.RemoteIpAddress = new IPAddress([(byte)(n % 2 == 0 ? 10 : 203), (byte)(n >> 16), (byte)(n >> 8), (byte)n]);
                break;
            case "hosts":
                headers["X-Forwarded-Host"] = $"n{number}.example";
                break;
            case "allowed hosts":
                headers.Host = $"n{number}.other";
                break;
            case "cookies":
                headers.Cookie = $"c{number}=1; c{number}=2";
                break;
            case "origins":
                request.Method = "POST";
                headers.Origin = $"https://n{number}.example";
                break;
            case "handshakes":
                headers.Upgrade = "websocket";
                headers.Connection = "Upgrade";
                headers.SecWebSocketVersion = "13";
                headers.SecWebSocketKey = "AAAAAAAAAAAAAAAAAAAAAA==";
                headers.Origin = $"n{number}\u202e";
                break;
            case "paths":
                request.Path = $"/root/{number}";
                headers.Remove("X-Forwarded-For");
                headers.Remove("X-Forwarded-Proto");
                headers.UserAgent = "Mozilla/5.0";
                headers["Sec-Fetch-Site"] = "none";
                break;
            case "outside":
                request.Path = $"/{number}";
                break;
            case "prefixes":
                headers["X-Forwarded-Prefix"] = $"/p{number}";
                break;
            case "clients":
                headers["X-Forwarded-For"] = $"2001:db8::{int.Parse(number, CultureInfo.InvariantCulture) >> 16:x}:{int.Parse(number, CultureInfo.InvariantCulture) & 0xFFFF:x}";
                break;
            case "malformed":
                headers["X-Forwarded-For"] = $"garbage {number}";
                break;
            case "visitors":
                context.Connection.RemoteIpAddress = IPAddress.Parse("172.17.0.1");
                headers.Remove("X-Forwarded-For");
                headers.Remove("X-Forwarded-Proto");
                headers.UserAgent = $"agent {number}";
                headers.Cookie = $"session={number}";
                break;
            case "referers":
                headers.Referer = $"https://n{number}.example/";
                headers["Sec-Fetch-Site"] = "cross-site";
                break;
            case "names":
                headers[$"X-Forwarded-F{number}"] = number;
                headers.Remove("X-Forwarded-For");
                break;
            case "loops":
                headers["X-Forwarded-Proto"] = $"n{number}";
                headers["X-Forwarded-Ssl"] = "on";
                break;
            default:
                request.Path = $"/root/clear/{number}";
                headers.Host = $"n{number}.other";
                headers["X-Forwarded-Proto"] = "http";
                break;
        }

        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = request.Path;
    }

    private static async Task<WebApplication> StartAsync(string variety)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        var settings = new Dictionary<string, string?>
        {
            ["ProxyAware:TrustProxy"] = "10.0.0.1",
            ["ProxyAware:ForwardedForHeader"] = "X-Forwarded-For",
            ["ProxyAware:ProtocolHeader"] = "X-Forwarded-Proto",
            ["ProxyAware:ForwardedHostHeader"] = "X-Forwarded-Host",
            ["ProxyAware:ForwardedPrefixHeader"] = "X-Forwarded-Prefix",
            ["ProxyAware:AllowedHosts"] = "*.example a.example",
            ["ProxyAware:UrlRoot"] = "/root",
        };
        if (variety is "visitors" or "peers")
        {
            settings = new() { ["ProxyAware:AllowUnencrypted"] = "true", ["ProxyAware:UrlRoot"] = "/root" };
        }

        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddProxyAware();
        var pipeline = new Pipeline();
        builder.Services.AddSingleton(pipeline);

        // Behind ours: all of the pipeline is built by then.
        builder.Services.AddSingleton<IStartupFilter>(pipeline);
        var app = builder.Build();
        app.MapGet("/clear/{n}", (string n) => n).AllowUnencrypted();
        app.MapFallback(c => c.Response.CompleteAsync());
        await app.StartAsync();
        return app;
    }

    /// <summary>Gets hold of the app as a delegate, which a million requests through a server would take too long for.</summary>
    private sealed class Pipeline : IStartupFilter
    {
        public RequestDelegate? Run { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);

            // In front of everything else that the filters put there.
            Run = app.Build();
        };
    }
}
