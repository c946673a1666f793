using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.Diagnostics.Page;

/// <summary>Nobody sees the page by accident.</summary>
public class PageProtectionTests
{
    public static TheoryData<string, Action<WebApplication>, bool> Maps => new()
    {
        { "bare", a => a.MapProxyDiagnostics(), false },
        { "elsewhere", a => a.MapProxyDiagnostics("/admin/proxy"), false },
        { "in a group", a => a.MapGroup("/admin").MapProxyDiagnostics(), false },
        { "anonymous after all", a => a.MapProxyDiagnostics().RequireAuthorization().AllowAnonymous(), false },
        { "no page at all", a => a.MapGet("/x", () => "x"), true },
        { "one of two", a => { a.MapProxyDiagnostics().RequireAuthorization(); a.MapProxyDiagnostics("/second"); }, false },
        { "required", a => a.MapProxyDiagnostics().RequireAuthorization(), true },
        { "required by name", a => a.MapProxyDiagnostics().RequireAuthorization("admin"), true },
        { "required by a policy", a => a.MapProxyDiagnostics().RequireAuthorization(p => p.RequireAuthenticatedUser()), true },
        { "required by an attribute", a => a.MapProxyDiagnostics().WithMetadata(new AuthorizeAttribute()), true },
        { "required by its group", a => a.MapGroup("/admin").RequireAuthorization().MapProxyDiagnostics(), true },
        { "by name of the danger", a => a.MapProxyDiagnostics(configure: o => o.DangerousAllowAnonymous = true), true },
    };

    [Theory]
    [MemberData(nameof(Maps))]
    public async Task Start_InProduction_FailsWhereThePageIsOpen(string how, Action<WebApplication> map, bool starts)
    {
        Assert.NotEmpty(how);
        var start = () => PipeApp.StartAsync("AllowUnencrypted=true", map, AddAuthorization);
        if (starts)
        {
            await using var app = await start();
            return;
        }

        var exception = await Assert.ThrowsAsync<ProxyAwareConfigurationException>(start);
        var problem = Assert.Single(exception.Problems);
        Assert.Equal("PA1042", problem.Code);
        Assert.Contains("RequireAuthorization", problem.Fix, StringComparison.Ordinal);
        Assert.Contains("DangerousAllowAnonymous", problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_InDevelopment_NeedsNothing()
    {
        await using var app = await PipeApp.StartAsync("AllowUnencrypted=true", a => a.MapProxyDiagnostics(), development: true);
        Assert.Equal(200, (await app.SendAsync("/_proxy")).Status);
    }

    [Fact]
    public async Task Start_WithAFallbackPolicy_IsEnough_AndThePageIsBehindIt()
    {
        await using var app = await PipeApp.StartAsync("AllowUnencrypted=true", a => a.MapProxyDiagnostics(), b =>
        {
            AddAuthorization(b);
            b.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        });
        Assert.NotEqual(200, (await app.SendAsync("/_proxy")).Status);
    }

    [Theory]
    [InlineData("GET", "/_proxy")]
    [InlineData("GET", "/_proxy?format=json")]
    [InlineData("GET", "/_proxy/page.js")]
    [InlineData("GET", "/_proxy/page.css")]
    [InlineData("POST", "/_proxy/audit")]
    [InlineData("POST", "/_proxy/audit/plan")]
    [InlineData("POST", "/_proxy/audit/report")]
    public async Task Everything_OfThePage_IsForThoseWhoMaySeeIt(string method, string path)
    {
        await using var app = await PipeApp.StartAsync("AllowUnencrypted=true", a =>
        {
            a.MapGet("/in", (HttpContext c) => c.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim("role", "admin")], "test"))));
            a.MapProxyDiagnostics().RequireAuthorization("admin");
        }, AddAuthorization);
        Assert.Equal(302, (await app.SendAsync(path, method: method, host: "localhost")).Status);

        var cookie = (await app.SendAsync("/in")).Header("Set-Cookie")!.Split(';')[0];
        Assert.InRange((await app.SendAsync(path, "Cookie: " + cookie, method, host: "localhost")).Status, 200, method == "GET" ? 200 : 403);
    }

    /// <summary>A fallback policy protects nothing where the middleware that asks it is missing.</summary>
    [Fact]
    public async Task Request_ThatNoAuthorizationSaw_IsNotAnswered()
    {
        await using var app = await PipeApp.StartAsync("AllowUnencrypted=true", a =>
        {
            // Routing of its own behind the framework's authorization, as older apps have it.
            a.Map("/branch", b => b.UseRouting().UseEndpoints(e => e.MapProxyDiagnostics()));
        }, b => b.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build()));
        var response = await app.SendAsync("/branch/_proxy");
        Assert.Equal(404, response.Status);
        Assert.Empty(response.Body);
        Assert.Contains(app.Log.Lines, l => l.StartsWith("Warning: PA1042", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(601)]
    public async Task Map_WithAnIdleTimeOutOfRange_IsRefused(int seconds) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PipeApp.StartAsync("", a => a.MapProxyDiagnostics(configure: o => o.WebSocketIdleTime = TimeSpan.FromSeconds(seconds))));

    [Fact]
    public async Task Map_WithoutServices_SaysWhatIsMissing()
    {
        await using var app = WebApplication.CreateBuilder().Build();
        Assert.Contains("AddProxyAware", Assert.Throws<InvalidOperationException>(() => app.MapProxyDiagnostics()).Message, StringComparison.Ordinal);
    }

    private static void AddAuthorization(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorizationBuilder().AddPolicy("admin", p => p.RequireClaim("role", "admin"));
    }
}
