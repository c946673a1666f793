using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProxyAware.Tests.RealPipeline;

/// <summary>
/// A web application that does nothing for its place in the pipeline but <c>AddProxyAware</c>, on the in-memory server or on sockets.
/// What no endpoint answers is answered with the request as the app sees it.
/// </summary>
internal sealed class PipeApp : IAsyncDisposable
{
    public const string Visitor = "203.0.113.9";

    private readonly WebApplication _app;

    private PipeApp(WebApplication app, CollectedLog log)
    {
        _app = app;
        Log = log;
    }

    public CollectedLog Log { get; }

    public IServiceProvider Services => _app.Services;

    public int Port => Addresses.Where(a => a.Scheme == "http").Select(a => a.Port).First();

    public int HttpsPort => Addresses.Where(a => a.Scheme == "https").Select(a => a.Port).First();

    private IEnumerable<Uri> Addresses =>
        _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Select(a => new Uri(a));

    /// <param name="settings"><c>Key=Value;Key=Value</c> of the section.</param>
    /// <param name="use">Adds what the app consists of.</param>
    /// <param name="configure">Adds services.</param>
    /// <param name="development">Whether it is a developer's machine.</param>
    public static Task<PipeApp> StartAsync(
        string settings, Action<WebApplication>? use = null, Action<WebApplicationBuilder>? configure = null, bool development = false) =>
        StartAsync(settings, use, b =>
        {
            b.WebHost.UseTestServer();
            configure?.Invoke(b);
        }, development, _ => { });

    /// <summary>The same on sockets of this machine.</summary>
    public static Task<PipeApp> ListenAsync(string settings, Action<WebApplication>? use = null, Action<WebApplicationBuilder>? configure = null, int httpsListeners = 0) =>
        StartAsync(settings, use, configure ?? (_ => { }), development: false, kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            for (var i = 0; i < httpsListeners; i++)
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate()));
            }
        });

    public async Task<PipeResponse> SendAsync(
        string target,
        string headers = "",
        string method = "GET",
        string? host = "a.example",
        string scheme = "http",
        string? peer = Visitor,
        string? path = null,
        Action<HttpContext>? change = null)
    {
        var context = await _app.GetTestServer().SendAsync(c =>
        {
            var query = target.IndexOf('?', StringComparison.Ordinal);
            var request = c.Request;
            request.Method = method;
            request.Scheme = scheme;
            request.Path = new PathString(path ?? Uri.UnescapeDataString(query < 0 ? target : target[..query]));
            request.QueryString = new QueryString(query < 0 ? null : target[query..]);
            request.Headers.Remove("Host");
            if (host is not null)
            {
                request.Headers.Host = host;
            }

            foreach (var line in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                request.Headers.Append(line[..colon], line[(colon + 1)..].Trim());
            }

            c.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
            c.Connection.RemoteIpAddress = peer is null ? null : IPAddress.Parse(peer);
            change?.Invoke(c);
        });
        using var reader = new StreamReader(context.Response.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        return new(context.Response.StatusCode, [.. context.Response.Headers.Select(h => KeyValuePair.Create(h.Key, h.Value.ToString()))], body);
    }

    /// <summary>Writes a request byte for byte, and reads until the server closes.</summary>
    public async Task<string> SendRawAsync(string text, byte[]? then = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(text), .. then ?? []]);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>One GET on sockets, for a host that is not local.</summary>
    public async Task<PipeResponse> GetRawAsync(string target, string headers = "")
    {
        var lines = string.Concat(headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(h => h + "\r\n"));
        return Parse(await SendRawAsync($"GET {target} HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n{lines}\r\n"));
    }

    public static PipeResponse Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = text[..end].Split("\r\n");
        var headers = lines.Skip(1).Select(l => KeyValuePair.Create(l[..l.IndexOf(':', StringComparison.Ordinal)], l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()));
        return new(int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), [.. headers], text[(end + 4)..]);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<PipeApp> StartAsync(
        string settings, Action<WebApplication>? use, Action<WebApplicationBuilder> configure, bool development, Action<KestrelServerOptions> listen)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = development ? Environments.Development : Environments.Production,
            ApplicationName = typeof(PipeApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        var log = new CollectedLog();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(log);

        // Only these settings, whatever the environment of the test run holds.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(s => s.Trim().Split('=', 2))
            .Select(s => KeyValuePair.Create<string, string?>("ProxyAware:" + s[0], s[1])));
        builder.WebHost.UseKestrel(listen);
        builder.AddProxyAware();
        configure(builder);
        var app = builder.Build();
        use?.Invoke(app);
        app.Use((context, next) => context.GetEndpoint() is null ? WriteSeenAsync(context) : next(context));
        await app.StartAsync();
        return new(app, log);
    }

    private static Task WriteSeenAsync(HttpContext context)
    {
        var request = context.Request;
        return context.Response.WriteAsync($"{request.Scheme} {request.Host} {request.PathBase.Value} {request.Path.Value}{request.QueryString}");
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
