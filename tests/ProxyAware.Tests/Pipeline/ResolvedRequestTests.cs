using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Pipeline;

/// <summary>What an app sees of a request that came through ProxyAware.</summary>
public class ResolvedRequestTests
{
    [Theory]
    [InlineData("10.0.0.1", "203.0.113.7 0 https app.internal [203.0.113.7]", "X-Forwarded-For: 6.6.6.6, 203.0.113.7", "X-Forwarded-Proto: https")]
    [InlineData("10.0.0.1", "203.0.113.7 4711 http app.internal [203.0.113.7:4711]", "X-Forwarded-For: 203.0.113.7:4711")]
    [InlineData("10.0.0.1", "10.0.0.1 5555 http app.internal []")]
    [InlineData("203.0.113.1", "203.0.113.1 5555 http app.internal []", "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil")]
    [InlineData("::ffff:203.0.113.1", "203.0.113.1 5555 http app.internal []")] // a dual-stack listener
    [InlineData("::ffff:10.0.0.1", "203.0.113.7 0 http app.internal [203.0.113.7]", "X-Forwarded-For: 203.0.113.7")]
    [InlineData("10.0.0.1", "255.255.255.255 0 https app.internal [unknown]", "X-Forwarded-For: unknown", "X-Forwarded-Proto: https")]
    [InlineData(null, "203.0.113.7 0 http app.internal [203.0.113.7]", "X-Forwarded-For: 203.0.113.7")] // the in-memory server is local
    [InlineData(null, "null 5555 http app.internal []")]
    [InlineData("10.0.0.1", "10.0.0.1 5555 https app.internal []", "X-Forwarded-Proto: wss")]
    public async Task Request_HopCount_IsSeenAsTheClientSentIt(string? peer, string seen, params string[] headers)
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1"]);
        Assert.Equal(seen, await app.SeeAsync(peer, headers));
    }

    [Fact]
    public async Task Request_BelievedHost_IsRequestHost()
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1", "ForwardedHostHeader=X-Forwarded-Host", "AllowedHosts=example.com, app.internal"]);
        Assert.Equal("10.0.0.1 5555 http example.com []", await app.SeeAsync("10.0.0.1", "X-Forwarded-Host: evil.example, example.com"));
        Assert.Equal("203.0.113.1 5555 http app.internal []", await app.SeeAsync("203.0.113.1", "X-Forwarded-Host: example.com"));
    }

    [Theory]
    [InlineData("X-Forwarded-For: garbage")]
    [InlineData("X-Forwarded-Proto: javascript")]
    public async Task Request_MalformedHeader_IsRefusedWithoutDetails(string header)
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1"]);
        var (status, body, headers) = await app.SendAsync("10.0.0.1", [header]);
        Assert.Equal(400, status);
        Assert.Equal("no-store", headers.CacheControl);
        Assert.Equal("text/plain; charset=utf-8", headers.ContentType);
        Assert.StartsWith("PA2001: ", body, StringComparison.Ordinal);
        Assert.DoesNotContain("garbage", body, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/problem+json, */*")]
    public async Task Request_MalformedHeaderAcceptingJson_GetsAProblem(string accept)
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1"]);
        var (status, body, headers) = await app.SendAsync("10.0.0.1", ["X-Forwarded-For: garbage", $"Accept: {accept}"]);
        Assert.Equal(400, status);
        Assert.Equal("application/problem+json", headers.ContentType);
        Assert.Equal("no-store", headers.CacheControl);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(("PA2001", 400), (problem.GetProperty("code").GetString(), problem.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Request_MalformedHeaderOfAnUntrustedPeer_IsServed()
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1"]);
        Assert.Equal("203.0.113.1 5555 http app.internal []", await app.SeeAsync("203.0.113.1", "X-Forwarded-For: garbage", "X-Forwarded-Proto: javascript"));
    }

    [Theory]
    [InlineData("255.255.255.255 0 https app.internal []", "X-Forwarded-For: garbage", "X-Forwarded-Proto: https")]
    [InlineData("203.0.113.7 0 http app.internal [203.0.113.7]", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: javascript")]
    public async Task Request_MalformedHeaderIgnored_IsJudgedAlone(string seen, params string[] headers)
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1", "MalformedHeaders=Ignore"]);
        Assert.Equal(seen, await app.SeeAsync("10.0.0.1", headers));
    }

    [Theory]
    [InlineData("10.0.0.1", "6.6.6.6, 203.0.113.7")]
    [InlineData("203.0.113.1", "6.6.6.6")]
    public async Task Request_StrippingOff_KeepsTheHeaders(string peer, string value)
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1", "StripUntrustedHeaders=false"]);
        Assert.EndsWith($"[{value}]", await app.SeeAsync(peer, $"X-Forwarded-For: {value}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feature_AfterTheRequest_HasTheOriginals()
    {
        IProxyAwareFeature? feature = null;
        await using var app = await TestApp.StartAsync(["TrustProxy=1"], use: a => a.Use((context, next) =>
        {
            feature = context.Features.Get<IProxyAwareFeature>();
            return next(context);
        }));
        await app.SeeAsync("10.0.0.1", "X-Forwarded-For: 6.6.6.6, 203.0.113.7", "X-Forwarded-Proto: https");
        Assert.NotNull(feature);
        Assert.Equal(("http", "app.internal", "/", "", 5555), (feature.OriginalScheme, feature.OriginalHost.Value, feature.OriginalPath.Value, feature.OriginalPathBase.Value, feature.OriginalRemotePort));
        Assert.Equal("10.0.0.1", feature.Resolution.Peer.ToString());
        Assert.Equal("0 10.0.0.1 Trusted, 1 203.0.113.7 Untrusted", Requests.Describe(feature.Resolution.Hops));
    }

    [Fact]
    public async Task Info_OfARequest_IsReadyForJson()
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1"], use: a => a.MapGet("/whoami", (HttpContext c) => c.GetProxyInfo()));
        var (status, body, _) = await app.SendAsync("10.0.0.1", ["X-Forwarded-For: unknown"], "/whoami");
        Assert.Equal(200, status);
        var info = JsonDocument.Parse(body).RootElement;
        Assert.Equal(JsonValueKind.Null, info.GetProperty("clientIp").ValueKind);
        Assert.Equal("Hidden", info.GetProperty("clientQuality").GetString());
        Assert.True(info.GetProperty("trusted").GetBoolean());
        Assert.Equal("Hidden", info.GetProperty("hops")[1].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Consumers_RateLimiterByAddress_CountsClients()
    {
        await using var app = await TestApp.StartAsync(
            ["TrustProxy=1"],
            b => b.Services.AddRateLimiter(o => o.GlobalLimiter = System.Threading.RateLimiting.PartitionedRateLimiter.Create<HttpContext, string>(c =>
                System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(c.Connection.RemoteIpAddress!.ToString(), _ => new() { PermitLimit = 1, Window = TimeSpan.FromDays(1) }))),
            a => a.UseRateLimiter());
        Assert.Equal(200, (await app.SendAsync("10.0.0.1", ["X-Forwarded-For: 203.0.113.66"])).Status);
        Assert.Equal(503, (await app.SendAsync("10.0.0.1", ["X-Forwarded-For: 6.6.6.6, 203.0.113.66"])).Status);
        Assert.Equal(200, (await app.SendAsync("10.0.0.1", ["X-Forwarded-For: 203.0.113.66, 203.0.113.7"])).Status);
    }

    [Fact]
    public async Task Consumers_HttpLogging_SeesTheResolvedScheme()
    {
        var interceptor = new RecordingInterceptor();
        await using var app = await TestApp.StartAsync(
            ["TrustProxy=1"],
            b => b.Services.AddSingleton<ILoggerProvider>(new LogCollector("Microsoft.AspNetCore.HttpLogging.HttpLoggingMiddleware")).AddHttpLogging(o => o.LoggingFields = HttpLoggingFields.All).AddSingleton<IHttpLoggingInterceptor>(interceptor),
            a => a.UseHttpLogging());
        await app.SendAsync("10.0.0.1", ["X-Forwarded-For: 6.6.6.6, 203.0.113.7", "X-Forwarded-Proto: https"]);
        Assert.Equal("203.0.113.7 0 https app.internal [203.0.113.7]", interceptor.Seen);
    }

    private sealed class RecordingInterceptor : IHttpLoggingInterceptor
    {
        public string? Seen { get; private set; }

        public ValueTask OnRequestAsync(HttpLoggingInterceptorContext logContext)
        {
            Seen = TestApp.See(logContext.HttpContext);
            return ValueTask.CompletedTask;
        }

        public ValueTask OnResponseAsync(HttpLoggingInterceptorContext logContext) => ValueTask.CompletedTask;
    }
}
