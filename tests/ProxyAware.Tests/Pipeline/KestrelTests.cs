using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Pipeline;

/// <summary>Peers as a real server reports them.</summary>
public class KestrelTests
{
    [Theory]
    [InlineData("loopback", "203.0.113.7 0 https", "unix")]
    [InlineData("unix", "203.0.113.7 0 https", "unix")]
    [InlineData("1", "203.0.113.7 0 https", "unix")]
    [InlineData("any", "6.6.6.6 0 https", "unix")]
    [InlineData("false", "null 0 http", "unix")]
    [InlineData("127.0.0.0/8, ::1", "null 0 http", "unix")]
    public async Task Peer_OverAUnixSocket_IsItsOwnKind(string trust, string seen, string kind)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "app.sock");
        ProxyPeer peer = default;
        await using var app = await TestApp.StartAsync(
            [$"TrustProxy={trust}"],
            use: a => a.Use((context, next) =>
            {
                peer = context.Features.Get<IProxyAwareFeature>()!.Resolution.Peer;
                return next(context);
            }),
            server: host => host.UseKestrel(k => k.ListenUnixSocket(path)));
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler) { BaseAddress = new Uri("http://app.internal") };
        Assert.StartsWith(seen + " ", await GetAsync(client, "6.6.6.6, 203.0.113.7"), StringComparison.Ordinal);
        Assert.Equal(kind, peer.ToString());
    }

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("::", "127.0.0.1")] // a dual-stack listener reports ::ffff:127.0.0.1
    [InlineData("::1", "::1")]
    public async Task Peer_OverTcp_IsItsPlainAddress(string listen, string connect)
    {
        ProxyPeer peer = default;
        await using var app = await TestApp.StartAsync(
            ["TrustProxy=loopback"],
            use: a => a.Use((context, next) =>
            {
                peer = context.Features.Get<IProxyAwareFeature>()!.Resolution.Peer;
                return next(context);
            }),
            server: host => host.UseKestrel(k => k.Listen(IPAddress.Parse(listen), 0)));
        using var client = new HttpClient { BaseAddress = new UriBuilder("http", connect, app.Address.Port).Uri };
        Assert.StartsWith("203.0.113.7 0 https ", await GetAsync(client, "6.6.6.6, 203.0.113.7"), StringComparison.Ordinal);
        Assert.Equal(connect, peer.ToString());
    }

    [Fact]
    public async Task Connection_KeptAlive_IsResolvedForEachRequest()
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1"], server: host => host.UseKestrel(k => k.Listen(IPAddress.Loopback, 0)));
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 1 };
        using var client = new HttpClient(handler) { BaseAddress = app.Address };
        Assert.StartsWith("203.0.113.7 0 https ", await GetAsync(client, "203.0.113.7"), StringComparison.Ordinal);
        Assert.StartsWith("198.51.100.9 0 https ", await GetAsync(client, "203.0.113.7, 198.51.100.9"), StringComparison.Ordinal);
        var direct = await client.GetStringAsync(new Uri("/", UriKind.Relative));
        Assert.StartsWith("127.0.0.1 ", direct, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 http", direct, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_LinesOnTheWire_AreOneList()
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1"], server: host => host.UseKestrel(k => k.Listen(IPAddress.Loopback, 0)));
        var answer = await SendRawAsync(
            app.Address.Port, "X-Forwarded-For: \"6.6.6.6", "x-forwarded-FOR: 203.0.113.7", "X-Forwarded-Proto: javascript", "X-Forwarded-Proto: https", "X_Forwarded_For: 6.6.6.6");
        Assert.EndsWith("203.0.113.7 0 https app.internal [203.0.113.7]", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-For: \u0001")]
    [InlineData("X-Forwarded-For: ü")]
    [InlineData("X-Forwarded-Proto: \"")]
    [InlineData("X-Forwarded-For: 203.0.113.7, x")]
    public async Task Headers_HostileBytes_AreAnswered400(string line)
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1"], server: host => host.UseKestrel(k => k.Listen(IPAddress.Loopback, 0)));
        Assert.StartsWith("HTTP/1.1 400 ", await SendRawAsync(app.Address.Port, line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "0.0.0.0", 1)]
    [InlineData("1", "127.0.0.1", 0)]
    [InlineData("10.0.0.0/8", "0.0.0.0", 0)]
    public async Task Notice_HopCountWithAnOpenListener_IsGivenOnce(string trust, string listen, int notices)
    {
        await using var app = await TestApp.StartAsync([$"TrustProxy={trust}"], server: host => host.UseKestrel(k => k.Listen(IPAddress.Parse(listen), 0)));
        Assert.Equal(notices, app.Logs.Count(LogLevel.Information, "PA1107"));
    }

    [Fact]
    public async Task Notice_HopCountInKubernetes_IsAWarning()
    {
        await using var app = await TestApp.StartAsync(
            ["TrustProxy=1", ":KUBERNETES_SERVICE_HOST=10.96.0.1"], server: host => host.UseKestrel(k => k.Listen(IPAddress.Any, 0)));
        Assert.Equal(1, app.Logs.Count(LogLevel.Warning, "PA1108"));
        Assert.Equal(0, app.Logs.Count(LogLevel.Information, "PA1107"));
    }

    private static async Task<string> GetAsync(HttpClient client, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
        using var response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<string> SendRawAsync(int port, params string[] lines)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"GET / HTTP/1.0\r\nHost: app.internal\r\n{string.Join("\r\n", lines)}\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
