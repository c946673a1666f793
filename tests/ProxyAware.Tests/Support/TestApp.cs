using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProxyAware.Tests.Support;

/// <summary>An app with ProxyAware that answers every request with what it sees of it.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private TestApp(WebApplication app, LogCollector logs)
    {
        App = app;
        Logs = logs;
    }

    public WebApplication App { get; }

    public LogCollector Logs { get; }

    public TestServer Server => App.GetTestServer();

    /// <summary>The address of the first listener of a real server.</summary>
    public Uri Address => new(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts an app; without a server of its own it is the in-memory one.</summary>
    public static async Task<TestApp> StartAsync(
        IEnumerable<string> settings, Action<WebApplicationBuilder>? build = null, Action<WebApplication>? use = null, Action<IWebHostBuilder>? server = null, string? contentRoot = null)
    {
        var app = Create(settings, build, use, server, contentRoot);
        try
        {
            await app.App.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>An app that is not started. Settings are written <c>Key=value</c> below the section, or with a leading colon at the top.</summary>
    public static TestApp Create(
        IEnumerable<string> settings, Action<WebApplicationBuilder>? build = null, Action<WebApplication>? use = null, Action<IWebHostBuilder>? server = null, string? contentRoot = null)
    {
        var logs = new LogCollector();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production, ContentRootPath = contentRoot });
        builder.Configuration.AddInMemoryCollection(
            settings.Append("AllowUnencrypted=true").Select(s => s.Split('=', 2)).DistinctBy(p => p[0], StringComparer.Ordinal).Select(p => KeyValuePair.Create(p[0][0] == ':' ? p[0][1..] : $"ProxyAware:{p[0]}", (string?)p[1])));
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Debug);
        (server ?? (host => host.UseTestServer()))(builder.WebHost);
        builder.AddProxyAware();
        build?.Invoke(builder);
        var app = builder.Build();
        use?.Invoke(app);
        app.MapFallback(Answer);
        return new TestApp(app, logs);
    }

    /// <summary>What an app sees, as text.</summary>
    public static Task Answer(HttpContext context) => context.Response.WriteAsync(See(context));

    public static string See(HttpContext context) =>
        $"{context.Connection.RemoteIpAddress?.ToString() ?? "null"} {context.Connection.RemotePort} {context.Request.Scheme} {context.Request.Host} [{context.Request.Headers["X-Forwarded-For"]}]";

    /// <summary>Sends a request as a peer: an address with an optional port, or null for none at all.</summary>
    public async Task<(int Status, string Body, IHeaderDictionary Headers)> SendAsync(string? peer, IEnumerable<string> headers, string path = "/", string method = "GET")
    {
        var context = await Server.SendAsync(c =>
        {
            c.Connection.RemoteIpAddress = peer is null ? null : IPAddress.Parse(peer);
            c.Connection.RemotePort = 5555;
            c.Request.Method = method;
            c.Request.Scheme = "http";
            c.Request.Host = new HostString("app.internal");
            c.Request.Path = path;
            foreach (var (name, value) in Requests.Headers(headers))
            {
                c.Request.Headers[name] = value;
            }
        });
        using var reader = new StreamReader(context.Response.Body);
        return (context.Response.StatusCode, await reader.ReadToEndAsync(), context.Response.Headers);
    }

    public async Task<string> SeeAsync(string? peer, params string[] headers)
    {
        var (status, body, _) = await SendAsync(peer, headers);
        return status == 200 ? body : $"{status} {body}";
    }

    public async ValueTask DisposeAsync() => await App.DisposeAsync();
}
