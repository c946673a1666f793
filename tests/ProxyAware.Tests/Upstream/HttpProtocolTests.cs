using System.Net;
using System.Net.WebSockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary>HTTP/1.1, HTTP/2 and WebSockets over both, with Kestrel on the other side.</summary>
public sealed class HttpProtocolTests
{
    [Theory]
    [InlineData("1.1", HttpVersionPolicy.RequestVersionOrLower, "HTTP/1.1")]
    [InlineData("1.1", HttpVersionPolicy.RequestVersionExact, "HTTP/1.1")]
    [InlineData("1.1", HttpVersionPolicy.RequestVersionOrHigher, "HTTP/2")]
    [InlineData("2.0", HttpVersionPolicy.RequestVersionExact, "HTTP/2")]
    [InlineData("2.0", HttpVersionPolicy.RequestVersionOrLower, "HTTP/2")]
    [InlineData("2.0", HttpVersionPolicy.RequestVersionOrHigher, "HTTP/2")]
    public async Task Version_IsTheOneThatWasAskedFor(string version, HttpVersionPolicy policy, string spoken)
    {
        await using var app = await StartAsync(TestPki.Leaf, HttpProtocols.Http1AndHttp2);
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var client = Calls.Client(upstream);
        using var request = new HttpRequestMessage(HttpMethod.Get, Url(app, "https")) { Version = Version.Parse(version), VersionPolicy = policy };
        using var response = await client.SendAsync(request);
        Assert.Equal(spoken, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Http2_FallsBackWhereItMay_AndSaysWhyWhereItMayNot()
    {
        await using var app = await StartAsync(TestPki.Leaf, HttpProtocols.Http1);
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var client = Calls.Client(upstream);
        using var lower = new HttpRequestMessage(HttpMethod.Get, Url(app, "https")) { Version = HttpVersion.Version20 };
        using var response = await client.SendAsync(lower);
        Assert.Equal("HTTP/1.1", await response.Content.ReadAsStringAsync());
        using var exact = new HttpRequestMessage(HttpMethod.Get, Url(app, "https")) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(exact));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task WebSockets_Echo(string version)
    {
        await using var app = await StartAsync(TestPki.Leaf, HttpProtocols.Http1AndHttp2);
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var invoker = new HttpMessageInvoker(upstream.CreateHandler());
        using var socket = Socket(version);
        await socket.ConnectAsync(Url(app, "wss"), invoker, CancellationToken.None);
        await socket.SendAsync("ping"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[64];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
        Assert.Equal("ping", System.Text.Encoding.ASCII.GetString(buffer, 0, received.Count));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task WebSockets_ToAnUnverifiedServer_AreRefused(string version)
    {
        await using var app = await StartAsync(TestPki.Expired, HttpProtocols.Http1AndHttp2);
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var invoker = new HttpMessageInvoker(upstream.CreateHandler());
        using var socket = Socket(version);
        var thrown = await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Url(app, "wss"), invoker, CancellationToken.None));
        Assert.Equal(UpstreamTlsReason.Expired, Calls.Explained(thrown).Reason);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task ClientCertificate_ThatIsMissing_IsRecognised(string version)
    {
        await using var app = await StartAsync(TestPki.Leaf, HttpProtocols.Http1AndHttp2, https => https.ClientCertificateMode = ClientCertificateMode.RequireCertificate);
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var client = Calls.Client(upstream);
        for (var i = 0; i < 3; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Url(app, "https")) { Version = Version.Parse(version), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            var refused = Calls.Explained(await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request)));
            Assert.Equal(UpstreamTlsReason.ClientCertificateRefused, refused.Reason);
        }
    }

    private static ClientWebSocket Socket(string version)
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = Version.Parse(version);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        return socket;
    }

    private static Uri Url(WebApplication app, string scheme) => new UriBuilder(app.Urls.First()) { Scheme = scheme }.Uri;

    private static async Task<WebApplication> StartAsync(TestCertificate certificate, HttpProtocols protocols, Action<HttpsConnectionAdapterOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate.Certificate;
                https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                configure?.Invoke(https);
            });
        }));
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(async context =>
        {
            if (context.WebSockets.IsWebSocketRequest)
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                var buffer = new byte[64];
                var received = await socket.ReceiveAsync(buffer, context.RequestAborted);
                await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, endOfMessage: true, context.RequestAborted);
                return;
            }

            await context.Response.WriteAsync(context.Request.Protocol);
        });
        await app.StartAsync();
        return app;
    }
}
