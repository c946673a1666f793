using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using static ProxyAware.Tests.Origins.OriginApp;

namespace ProxyAware.Tests.Origins;

/// <summary>What the CORS policies of an app permit, the gate permits, and no handshake.</summary>
public class CorsGateTests
{
    [Theory]
    [InlineData("https://partner.example", "a=b", 200)] // named with credentials
    [InlineData("https://public.example", "a=b", 403)]
    [InlineData("https://evil.example", null, 403)]
    public async Task Cors_DefaultPolicyWithCredentials_IsHonoured(string origin, string? cookie, int expected)
    {
        await using var app = await StartAsync(
            a => a.UseCors(),
            services => services.AddCors(o => o.AddDefaultPolicy(p => p.WithOrigins("https://partner.example").AllowCredentials())));
        var response = await SendAsync(app, context =>
        {
            Unsafe(context, "POST", origin, "cross-site");
            context.Request.Headers.Cookie = cookie;
        });
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData(null, null, 200)]
    [InlineData(null, "Bearer x", 200)]
    [InlineData("a=b", null, 403)]
    [InlineData(null, "Basic x", 403)]
    public async Task Cors_PolicyWithoutCredentials_AllowsRequestsThatCarryNone(string? cookie, string? authorization, int expected)
    {
        await using var app = await StartAsync(a => a.UseCors(), services => services.AddCors(o => o.AddDefaultPolicy(p => p.AllowAnyOrigin())));
        var response = await SendAsync(app, context =>
        {
            Unsafe(context, "POST", "https://spa.example", "cross-site");
            context.Request.Headers.Cookie = cookie;
            context.Request.Headers.Authorization = authorization;
        });
        Assert.Equal(expected, response.StatusCode);
        if (expected == 403)
        {
            Assert.Equal("*", response.Headers.AccessControlAllowOrigin);
        }
    }

    [Fact]
    public async Task Cors_PolicyOfTheEndpoint_IsTheOneThatCounts()
    {
        await using var app = await StartAsync(
            a =>
            {
                a.UseCors();
                a.MapPost("/with", () => "x").RequireCors("partners");
                a.MapPost("/without", () => "x").RequireCors("nobody");
            },
            services => services.AddCors(o =>
            {
                o.AddPolicy("partners", p => p.WithProxyAwareOrigins().AllowCredentials());
                o.AddPolicy("nobody", p => p.WithOrigins("https://other.example"));
            }),
            ("Origins", "https://partner.example"));
        var response = await SendAsync(app, context =>
        {
            Unsafe(context, "POST", "https://partner.example", "cross-site");
            context.Request.Path = "/with";
        });
        Assert.Equal(200, response.StatusCode);
        Assert.Equal("https://partner.example", response.Headers.AccessControlAllowOrigin);
    }

    [Fact]
    public async Task Cors_PermitsNoHandshake()
    {
        await using var app = await StartAsync(
            a => a.UseCors(), services => services.AddCors(o => o.AddDefaultPolicy(p => p.WithOrigins("https://partner.example").AllowCredentials())));
        Assert.Equal(403, (await SendAsync(app, context => Handshake(context, "https://partner.example", null))).StatusCode);
    }
}
