using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Pipeline;

/// <summary>Where ProxyAware stands, and that it runs once.</summary>
public class InsertionTests
{
    private const string Header = "X-Forwarded-For: 6.6.6.6, 198.51.100.9, 203.0.113.7";

    private const string Seen = "203.0.113.7 0 http app.internal [203.0.113.7]";

    [Fact]
    public async Task Insertion_AutomaticAndByHand_ResolvesOnce()
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1"], use: a => a.UseProxyAware().UseTrustedProxies());
        Assert.Equal(Seen, await app.SeeAsync("10.0.0.1", Header));
    }

    [Fact]
    public async Task Insertion_ByHandTwice_ResolvesOnce()
    {
        await using var app = await TestApp.StartAsync(
            ["TrustProxy=any", "AutoInsert=false"], use: a => a.Use(next => next).UseWhen(_ => true, b => b.UseTrustedProxies().UseTrustedProxies()));
        Assert.Equal("6.6.6.6 0 http app.internal [6.6.6.6]", await app.SeeAsync("10.0.0.1", Header));
    }

    [Fact]
    public async Task Insertion_ExceptionHandlerRunsThePipelineAgain_ResolvesOnce()
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=10.0.0.0/8", "AutoInsert=false"], use: a =>
        {
            a.UseExceptionHandler("/error");
            a.UseProxyAware();
            a.MapGet("/throw", string () => throw new InvalidOperationException());
            a.MapGet("/error", TestApp.See);
        });
        var (status, body, _) = await app.SendAsync("10.0.0.1", [Header], "/throw");
        Assert.Equal((500, Seen), (status, body));
    }

    [Fact]
    public async Task Insertion_StatusCodePagesRunThePipelineAgain_ResolvesOnce()
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1", "AutoInsert=false"], use: a =>
        {
            a.UseStatusCodePagesWithReExecute("/error");
            a.UseProxyAware();
            a.MapGet("/missing", () => Results.StatusCode(404));
            a.MapGet("/error", TestApp.See);
        });
        var (status, body, _) = await app.SendAsync("10.0.0.1", [Header], "/missing");
        Assert.Equal((404, Seen), (status, body));
    }

    [Fact]
    public async Task Insertion_ByHand_RoutingRunsAfterIt()
    {
        var endpointSeen = true;
        await using var app = await TestApp.StartAsync(["TrustProxy=1", "AutoInsert=false"], use: a =>
        {
            a.Use((context, next) =>
            {
                endpointSeen = context.GetEndpoint() is not null;
                return next(context);
            });
            a.UseProxyAware();
            a.MapGet("/seen", (HttpContext c) => $"{TestApp.See(c)} {c.GetEndpoint()?.DisplayName is not null}");
        });
        Assert.Equal($"{Seen} True", (await app.SendAsync("10.0.0.1", [Header], "/seen")).Body);
        Assert.False(endpointSeen);
        Assert.Equal(0, app.Logs.Count(LogLevel.Warning, "PA1111"));
    }

    [Theory]
    [InlineData("UseRouting")]
    [InlineData("UseAuthentication")]
    public void Insertion_BehindRoutingOrAuthentication_IsRefused(string first)
    {
        var exception = Assert.Throws<ProxyAwareConfigurationException>(() => TestApp.Create(
            ["TrustProxy=1", "AutoInsert=false"],
            b => b.Services.AddAuthentication().AddCookie(),
            a =>
            {
                _ = first == "UseRouting" ? a.UseRouting() : a.UseAuthentication();
                a.UseProxyAware();
            }));
        var problem = Assert.Single(exception.Problems);
        Assert.Equal("PA1041", problem.Code);
        Assert.Contains(first, problem.Reason, StringComparison.Ordinal);
    }

    /// <summary>On a WebApplication the root places routing behind itself, which stands in the way of none of the jobs behind it.</summary>
    [Theory]
    [InlineData("UseTrustedProxies UseHttpsEnforcement UseUrlRoot UseOriginGate")]
    [InlineData("UseTrustedProxies UseUrlRoot UseHttpsEnforcement UseOriginGate")]
    [InlineData("UseUrlRoot UseOriginGate UseTrustedProxies")]
    [InlineData("UseProxyAware UseProxyAware")]
    [InlineData("UseProxyAware UseOriginGate UseProxyAware")]
    [InlineData("UseUrlRoot UseUrlRoot UseOriginGate UseOriginGate")]
    public async Task Insertion_JobsInOrder_JudgeTheAppsOwnEndpoints(string jobs)
    {
        await using var app = await TestApp.StartAsync(
            ["TrustProxy=10.0.0.1", "UrlRoot=/r", "Origins=https://partner.example", "AutoInsert=false"],
            use: a =>
            {
                Array.ForEach(jobs.Split(' '), job => Place(a, job));
                a.MapPost("/hook", () => "hook").RequireOrigins("https://only.example");
                a.MapPost("/open", () => "open").AllowAnyOrigin();
                a.MapPost("/plain", () => "plain");
            });
        Assert.Equal(403, await PostAsync("/r/hook", "https://partner.example"));
        Assert.Equal(200, await PostAsync("/r/hook", "https://only.example"));
        Assert.Equal(200, await PostAsync("/r/open", "https://evil.example"));
        Assert.Equal(200, await PostAsync("/r/plain", "https://partner.example"));
        Assert.Equal(403, await PostAsync("/r/plain", "https://evil.example"));

        async Task<int> PostAsync(string path, string origin) =>
            (await app.SendAsync("10.0.0.1", ["X-Forwarded-For: 203.0.113.7", $"Origin: {origin}", "Cookie: a=b"], path, "POST")).Status;
    }

    [Theory]
    [InlineData("UseTrustedProxies UseOriginGate UseUrlRoot", "app.UseUrlRoot()")]
    [InlineData("UseOriginGate UseProxyAware", "app.UseProxyAware()")]
    public void Insertion_GateInFrontOfTheRoot_IsRefused(string jobs, string key)
    {
        var exception = Assert.Throws<ProxyAwareConfigurationException>(
            () => TestApp.Create(["AutoInsert=false"], use: a => Array.ForEach(jobs.Split(' '), job => Place(a, job))));
        var problem = Assert.Single(exception.Problems);
        Assert.Equal(("PA1041", key), (problem.Code, problem.Key));
        Assert.Contains("UseOriginGate", problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_WithoutAServer_IsNotWarnedOfAPipelineItDoesNotHave()
    {
        var logs = new LogCollector();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.AddProxyAware();
        using var host = builder.Build();
        await host.StartAsync();
        Assert.DoesNotContain(logs.Entries, e => e.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Insertion_ImplicitAuthenticationInFront_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => TestApp.StartAsync(
            ["TrustProxy=1", "AutoInsert=false"], b => b.Services.AddAuthentication().AddCookie(), a => a.UseProxyAware()));
        Assert.Equal("PA1041", Assert.Single(exception.Problems).Code);
    }

    [Fact]
    public async Task Insertion_AuthenticationBehindIt_IsFine()
    {
        await using var app = await TestApp.StartAsync(
            ["TrustProxy=1", "AutoInsert=false"], b => b.Services.AddAuthentication().AddCookie(), a => a.UseProxyAware().UseAuthentication());
        Assert.Equal(Seen, await app.SeeAsync("10.0.0.1", Header));
    }

    [Fact]
    public async Task Insertion_OffAndNeverPlaced_IsWarnedOfOnce()
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1", "AutoInsert=false"]);
        Assert.Equal("10.0.0.1 5555 http app.internal [6.6.6.6, 198.51.100.9, 203.0.113.7]", await app.SeeAsync("10.0.0.1", Header));
        Assert.Equal(1, app.Logs.Count(LogLevel.Warning, "PA1111"));
    }

    [Fact]
    public void Insertion_WithoutServices_SaysWhatIsMissing()
    {
        var app = WebApplication.CreateBuilder().Build();
        Assert.Contains("AddProxyAware", Assert.Throws<InvalidOperationException>(() => app.UseProxyAware()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Insertion_Automatic_StandsAheadOfHostFiltering()
    {
        // Host filtering knows the forwarded host only, and lets it through because it is resolved by then.
        await using var app = await TestApp.StartAsync(
            [":AllowedHosts=example.com", "TrustProxy=1", "ForwardedHostHeader=X-Forwarded-Host", "AllowedHosts=example.com, app.internal"]);
        Assert.Equal("10.0.0.1 5555 http example.com []", await app.SeeAsync("10.0.0.1", "X-Forwarded-Host: example.com"));
        Assert.Equal(400, (await app.SendAsync("10.0.0.1", [])).Status);
    }

    [Fact]
    public async Task Insertion_Automatic_StandsAheadOfAnotherFilter()
    {
        var other = new SeeingFilter();
        await using var app = await TestApp.StartAsync(["TrustProxy=1"], b => b.Services.AddSingleton<IStartupFilter>(other));
        await app.SeeAsync("10.0.0.1", Header);
        Assert.Equal(Seen, other.Seen);
    }

    [Fact]
    public async Task Insertion_FilterRegisteredBefore_StandsBehindAsWell()
    {
        var other = new SeeingFilter();
        using var host = await new HostBuilder().ConfigureWebHost(web => web.UseTestServer()
            .ConfigureServices(s => s.AddSingleton<IStartupFilter>(other).AddProxyAware(o => (o.TrustProxy, o.AllowUnencrypted) = ("1", true)))
            .Configure(a => a.Run(TestApp.Answer))).StartAsync();
        await host.GetTestServer().SendAsync(c => (c.Connection.RemoteIpAddress, c.Request.Headers["X-Forwarded-For"]) = (System.Net.IPAddress.Parse("10.0.0.1"), "203.0.113.7"));
        Assert.StartsWith("203.0.113.7 ", other.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_OfAMalformedHeader_ShowsNoProxyToWhatStandsInFront()
    {
        string? logged = null;
        await using var app = await TestApp.StartAsync(["TrustProxy=1", "AutoInsert=false"], use: a =>
        {
            a.Use(async (context, next) =>
            {
                await next(context);
                logged = TestApp.See(context);
            });
            a.UseProxyAware();
        });
        Assert.Equal(400, (await app.SendAsync("10.0.0.1", ["X-Forwarded-For: garbage"])).Status);
        Assert.Equal("255.255.255.255 0 http app.internal []", logged);
    }

    private sealed class SeeingFilter : IStartupFilter
    {
        public string? Seen { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                Seen = TestApp.See(context);
                return rest(context);
            });
            next(app);
        };
    }

    private static void Place(IApplicationBuilder app, string job) => _ = job switch
    {
        nameof(ProxyAwareApplicationBuilderExtensions.UseProxyAware) => app.UseProxyAware(),
        nameof(ProxyAwareApplicationBuilderExtensions.UseTrustedProxies) => app.UseTrustedProxies(),
        nameof(ProxyAwareApplicationBuilderExtensions.UseUrlRoot) => app.UseUrlRoot(),
        nameof(ProxyAwareApplicationBuilderExtensions.UseHttpsEnforcement) => app.UseHttpsEnforcement(),
        _ => app.UseOriginGate(),
    };
}
