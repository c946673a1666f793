using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Robustness;

/// <summary>
/// No byte from an untrusted party changes what an app sees, over the whole pipeline: random settings, proxies that append, and a request that is sent
/// with and without what a hostile client adds. What the client decides about its own request (method, target, Host, Origin, credentials) is the same in both.
/// </summary>
public class NonInterferenceTests
{
    private const int Configurations = 40;

    private const int RequestsEach = 60;

    private static readonly string[] Paths = ["/", "/x", "/secret", "/secret/x", "/secret/secret/x", "/ping", "/secret/ping", "/clear", "/narrow", "/app/x", "/a/b/x"];

    private static readonly string[] Hosts = ["example.com", "app.internal", "ops.example.com", "evil.example", "localhost", "192.0.2.9:8080"];

    private static readonly string[] Origins = ["", "", "https://example.com", "https://ops.example.com", "http://evil.example", "null"];

    // Nothing that a client may decide by: it goes to the app as it came.
    private static readonly string[] Others = ["Via", "Cookie", "Connection", "X_Forwarded_For", "X-Forwarded_Proto", "X-Forwarded", "X-HTTP-Method-Override", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Client-Cert", "Proxy", "Keep-Alive", "Client-IP", "X-Remote-Addr"];

    [Fact]
    public async Task HostileClient_BehindATrustedProxy_ChangesNothing()
    {
        var counts = new Dictionary<int, int>();
        await ForAllAsync(async (server, chain, request, random) =>
        {
            var honest = await SendAsync(server, chain.Peer, chain.Send(withHostileHeaders: false), request);
            var hostile = await SendAsync(server, chain.Peer, WithOthers(random, chain.Send(withHostileHeaders: true)), request);
            Assert.True(honest == hostile, $"{chain}\n{request}\nwithout: {honest}\nwith:    {hostile}");
            counts[honest.Status] = counts.GetValueOrDefault(honest.Status) + 1;
        });

        // Not only refusals were compared, and not only what was served.
        if (Effort.IsFull)
        {
            Assert.All([200, 307, 400, 403, 404], status => Assert.True(counts.GetValueOrDefault(status) > 10, $"{status}: {counts.GetValueOrDefault(status)}"));
        }
    }

    [Fact]
    public async Task HostilePeer_ThatNobodyTrusts_ChangesNothingButHowItsRefusalIsExplained()
    {
        var explained = 0;
        await ForAllAsync(async (server, chain, request, random) =>
        {
            const string Stranger = "198.51.100.1";
            const string Loop = "PA300";
            var honest = await SendAsync(server, Stranger, [], request);
            var hostile = await SendAsync(server, Stranger, WithOthers(random, chain.Send(withHostileHeaders: true)), request);
            if (hostile.Status == 400 && (honest.Status == 307 || honest.Body.StartsWith(Loop, StringComparison.Ordinal)))
            {
                // A peer that claims https would be redirected for ever: it is told why instead, by what it claims.
                Assert.True(request.Method == "HEAD" || hostile.Body.StartsWith(Loop, StringComparison.Ordinal), hostile.Body);
                explained++;
                return;
            }

            Assert.True(honest == hostile, $"{chain}\n{request}\nwithout: {honest}\nwith:    {hostile}");
        });
        Assert.True(explained > 0 || !Effort.IsFull);
    }

    private static async Task ForAllAsync(Func<TestServer, ProxyChain, Asked, Random, Task> check)
    {
        for (var i = 0; i < Effort.Of(Configurations); i++)
        {
            var random = new Random(Effort.Seed + i);
            var first = new ProxyChain(random);
            await using var app = await StartAsync(first, random.Next());
            for (var n = 0; n < RequestsEach;)
            {
                // Chains differ in addresses and in how their proxies write; those of one app share its settings.
                var chain = new ProxyChain(random);
                if (chain.Configuration == first.Configuration)
                {
                    await check(app.Server, chain, new Asked(random), random);
                    n++;
                }
            }
        }
    }

    private static Task<TestApp> StartAsync(ProxyChain chain, int seed) => TestApp.StartAsync(
        [],
        b => b.Services.AddProxyAware(o => Configure(o, chain, new Random(seed))),
        app =>
        {
            app.UseWebSockets();
            app.MapGet("/clear", c => c.Response.WriteAsync(SeenRequest.Describe(c))).AllowUnencrypted();
            app.MapPost("/narrow", c => c.Response.WriteAsync(SeenRequest.Describe(c))).RequireOrigins("https://ops.example.com");
            app.Run(c => c.Response.WriteAsync(SeenRequest.Describe(c)));
        });

    private static void Configure(ProxyAwareOptions options, ProxyChain chain, Random random)
    {
        chain.Configure(options);
        options.AllowUnencrypted = random.Next(3) switch { 0 => true, 1 => false, _ => null };
        options.ForTlsProxy = random.Next(5) == 0;
        options.StripUntrustedHeaders = true;
        options.UrlRoot = random.Next(3) == 0 ? "/secret" : null;
        options.UrlRootMode = (UrlRootMode)random.Next(3);
        options.PublicUrl = random.Next(3) == 0 ? options.UrlRoot is null ? "https://ops.example.com" : "https://ops.example.com/secret" : null;
        options.AllowedHosts = random.Next(2) == 0 ? ["example.com"] : ["example.com", "*.example.com", "app.internal"];
        options.Origins = random.Next(2) == 0 ? [] : ["https://example.com"];
        options.OriginMode = random.Next(4) == 0 ? OriginMode.Report : OriginMode.Enforce;
        options.AllowMissingOrigin = random.Next(4) == 0;
        options.UnencryptedPaths = random.Next(2) == 0 ? [] : ["/ping"];
        options.UnencryptedPeers = random.Next(2) == 0 ? [] : ["10.0.0.0/8"];
        options.MalformedHeaders = (MalformedHeaderHandling)random.Next(2);
    }

    private static HeaderDictionary WithOthers(Random random, HeaderDictionary headers)
    {
        for (var i = random.Next(4); i > 0; i--)
        {
            var name = HostileText.Pick(random, Others);
            headers[name] = StringValues.Concat(headers[name], name == "Connection" ? "X-Forwarded-For, X-Forwarded-Proto, close" : HostileText.Make(random));
        }

        return headers;
    }

    private static async Task<(int Status, string Location, string Body)> SendAsync(TestServer server, string peer, HeaderDictionary headers, Asked asked)
    {
        var context = await server.SendAsync(c =>
        {
            if (peer == "unix")
            {
                c.Connection.RemoteIpAddress = null;
                c.Features.Set<Microsoft.AspNetCore.Connections.Features.IConnectionEndPointFeature>(new UnixPeer());
            }
            else
            {
                c.Connection.RemoteIpAddress = IPAddress.Parse(peer);
            }

            c.Connection.RemotePort = 5555;
            c.Request.Method = asked.Method;
            c.Request.Scheme = asked.Scheme;
            c.Request.Path = asked.Path;
            c.Request.QueryString = new("?a=b");
            foreach (var (name, value) in headers.Concat(asked.Headers))
            {
                c.Request.Headers[name] = value;
            }

            c.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = asked.Path + "?a=b";
        });
        using var reader = new StreamReader(context.Response.Body);
        return (context.Response.StatusCode, context.Response.Headers.Location.ToString(), await reader.ReadToEndAsync());
    }

    /// <summary>What a client asks for, whoever it is.</summary>
    private sealed class Asked
    {
        public Asked(Random random)
        {
            Path = HostileText.Pick(random, Paths);
            Scheme = HostileText.Pick(random, "http", "http", "https");
            Headers["Host"] = HostileText.Pick(random, Hosts);
            var isHandshake = random.Next(5) == 0;
            Method = isHandshake ? "GET" : HostileText.Pick(random, "GET", "GET", "HEAD", "POST", "DELETE", "OPTIONS");
            if (HostileText.Pick(random, Origins) is { Length: > 0 } origin)
            {
                Headers["Origin"] = origin;
            }

            if (isHandshake)
            {
                Headers["Connection"] = "upgrade";
                Headers["Upgrade"] = "websocket";
                Headers["Sec-WebSocket-Version"] = "13";
                Headers["Sec-WebSocket-Key"] = "AAAAAAAAAAAAAAAAAAAAAA==";
            }

            if (random.Next(4) == 0)
            {
                Headers["Sec-Fetch-Site"] = HostileText.Pick(random, "same-origin", "cross-site", "none");
            }
        }

        public string Path { get; }

        public string Scheme { get; }

        public string Method { get; }

        public HeaderDictionary Headers { get; } = [];

        public override string ToString() => $"{Method} {Scheme} {Path} {string.Join(" | ", Headers.Select(h => $"{h.Key}: {h.Value}"))}";
    }

    private sealed class UnixPeer : Microsoft.AspNetCore.Connections.Features.IConnectionEndPointFeature
    {
        public EndPoint? LocalEndPoint { get; set; }

        public EndPoint? RemoteEndPoint { get; set; } = new System.Net.Sockets.UnixDomainSocketEndPoint("/tmp/x.sock");
    }
}
