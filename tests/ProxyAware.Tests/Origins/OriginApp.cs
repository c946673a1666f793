using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ProxyAware.Tests.Origins;

/// <summary>An app with the gate in it, and requests to it.</summary>
internal static class OriginApp
{
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    public static void Handshake(HttpContext context, string? origin, string? site)
    {
        var headers = context.Request.Headers;
        context.Request.Method = "GET";
        headers.Connection = "keep-alive, Upgrade";
        headers.Upgrade = "websocket";
        headers.SecWebSocketVersion = "13";
        headers.SecWebSocketKey = Key;
        headers["Sec-Fetch-Site"] = site;
        if (origin is not null)
        {
            headers.Origin = origin;
        }
    }

    public static void Unsafe(HttpContext context, string method, string? origin, string? site)
    {
        context.Request.Method = method;
        context.Request.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null)
        {
            context.Request.Headers.Origin = origin;
        }
    }

    public static async Task<HttpResponse> SendAsync(WebApplication app, Action<HttpContext> configure)
    {
        var context = await app.GetTestServer().SendAsync(c =>
        {
            c.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.77");
            c.Request.Scheme = "https";
            c.Request.Host = new HostString("app.example");
            c.Request.Path = "/";
            c.Request.Protocol = "HTTP/1.1";
            configure(c);
        });
        return context.Response;
    }

    public static async Task<string> BodyAsync(HttpResponse response)
    {
        using var reader = new StreamReader(response.Body);
        return await reader.ReadToEndAsync();
    }

    public static Task<WebApplication> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(_ => { }, _ => { }, settings);

    public static async Task<WebApplication> StartAsync(
        Action<WebApplication> configure, Action<IServiceCollection>? services = null, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("ProxyAware:" + s.Key, s.Value)));
        services?.Invoke(builder.Services);
        builder.AddProxyAware();
        var app = builder.Build();
        configure(app);

        // Middleware without an endpoint answers everything that nothing else does.
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint() is null)
            {
                context.Response.StatusCode = 200;
                return;
            }

            await next(context);
        });
        await app.StartAsync();
        return app;
    }
}
