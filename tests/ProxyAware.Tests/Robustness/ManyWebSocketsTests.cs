using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Support;
using Xunit.Abstractions;

namespace ProxyAware.Tests.Robustness;

/// <summary>
/// 10,000 WebSockets at once through the gate, over real sockets: as many over HTTP/1.1 as the limit of file descriptors lets (client and server
/// are one process here, so each takes two), at most half; the rest are streams of HTTP/2 connections.
/// </summary>
[Collection(RunsAlone.Name)]
public class ManyWebSocketsTests(ITestOutputHelper output)
{
    private const int Sockets = 10_000;

    private const int AtOnce = 64;

    private const int StreamsPerConnection = 100;

    private const string Good = "https://app.example";

    [Fact]
    public async Task TenThousandSockets_AreConnectedEchoAndClose_AndForeignOnesAmongThemAreRefused()
    {
        var count = Math.Min(Sockets, Effort.Of(Sockets));
        var free = FreeDescriptors();
        var overHttp1 = Math.Clamp((free - 2000) / 2, 0, count / 2);
        await using var app = await StartAsync(withGate: true);
        using var http1 = new SocketsHttpHandler { ConnectTimeout = Timeout.InfiniteTimeSpan };
        using var http2 = new SocketsHttpHandler { EnableMultipleHttp2Connections = true, ConnectTimeout = Timeout.InfiniteTimeSpan };
        using var invoker1 = new HttpMessageInvoker(http1);
        using var invoker2 = new HttpMessageInvoker(http2);
        var sockets = new ClientWebSocket?[count];
        var refused = 0;
        await InParallelAsync(count, async i =>
        {
            var (version, invoker) = i < overHttp1 ? (HttpVersion.Version11, invoker1) : (HttpVersion.Version20, invoker2);
            sockets[i] = await OpenAsync(app, version, invoker, Good);
            if (i % 50 == 0)
            {
                await Assert.ThrowsAsync<WebSocketException>(() => OpenAsync(app, version, invoker, "https://evil.example"));
                Interlocked.Increment(ref refused);
            }
        });
        Assert.All(sockets, s => Assert.Equal(WebSocketState.Open, s!.State));

        await InParallelAsync(count, async i => await EchoAsync(sockets[i]!, i));
        await InParallelAsync(count, async i =>
        {
            await sockets[i]!.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            Assert.Equal((WebSocketState.Closed, WebSocketCloseStatus.NormalClosure), (sockets[i]!.State, sockets[i]!.CloseStatus));
            sockets[i]!.Dispose();
        });
        output.WriteLine($"{count} sockets at once: {overHttp1} over HTTP/1.1, {count - overHttp1} over HTTP/2 ({free} free file descriptors); {refused} foreign handshakes refused among them");
        if (overHttp1 < count / 2)
        {
            output.WriteLine($"The limit of file descriptors let {overHttp1} instead of {count / 2} over HTTP/1.1: raise it with 'ulimit -n'");
        }
    }

    [Fact]
    public async Task IdleSocket_CostsLittleMoreThanWithoutTheGate()
    {
        var count = Math.Min(1000, Effort.Of(1000));
        _ = await MeasureAsync(withGate: true, count);
        var without = await MeasureAsync(withGate: false, count);
        var with = await MeasureAsync(withGate: true, count);
        output.WriteLine($"Managed memory of an idle socket over HTTP/2, client and server together: {without} bytes without the gate, {with} with it");

        // What is kept of a request that lasts: the decision, and the strings that it was made of.
        Assert.True(with - without < 8 * 1024 || !Effort.IsFull, $"{without} bytes without the gate, {with} with it");
    }

    private static async Task<long> MeasureAsync(bool withGate, int count)
    {
        await using var app = await StartAsync(withGate);
        using var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
        using var invoker = new HttpMessageInvoker(handler);
        (await OpenAsync(app, HttpVersion.Version20, invoker, Good)).Dispose();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sockets = new ClientWebSocket[count];
        await InParallelAsync(count, async i => sockets[i] = await OpenAsync(app, HttpVersion.Version20, invoker, Good));
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        await InParallelAsync(count, async i =>
        {
            await sockets[i].CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            sockets[i].Dispose();
        });
        return each;
    }

    private static async Task<ClientWebSocket> OpenAsync(WebApplication app, Version version, HttpMessageInvoker invoker, string origin)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a)).ToArray();
        var port = addresses[version == HttpVersion.Version11 ? 0 : 1].Port;
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = version;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.SetRequestHeader("X-Forwarded-For", "203.0.113.7");
        socket.Options.SetRequestHeader("X-Forwarded-Proto", "https");
        try
        {
            await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/ws"), invoker, CancellationToken.None);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task EchoAsync(ClientWebSocket socket, int number)
    {
        var sent = BitConverter.GetBytes(number);
        await socket.SendAsync(sent, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[16];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
        Assert.Equal((sent.Length, number), (received.Count, BitConverter.ToInt32(buffer)));
    }

    private static Task InParallelAsync(int count, Func<int, Task> act) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => await act(i));

    private static async Task<WebApplication> StartAsync(bool withGate)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("ProxyAware:TrustProxy", "loopback"), new("ProxyAware:Origins", Good)]);
        builder.WebHost.UseKestrel(k =>
        {
            k.Limits.Http2.MaxStreamsPerConnection = StreamsPerConnection;
            k.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http1);
            k.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2);
        });
        if (withGate)
        {
            builder.AddProxyAware();
        }

        var app = builder.Build();
        app.UseWebSockets(new() { KeepAliveInterval = TimeSpan.Zero });
        app.Map("/ws", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[16];
            while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } message)
            {
                await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, CancellationToken.None);
            }

            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>How many this process may still open. Where the system does not say, so many as are enough.</summary>
    private static int FreeDescriptors()
    {
        const string Limits = "/proc/self/limits";
        if (!File.Exists(Limits))
        {
            return int.MaxValue;
        }

        var line = File.ReadLines(Limits).First(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return int.TryParse(soft, System.Globalization.CultureInfo.InvariantCulture, out var limit) ? limit - Directory.GetFiles("/proc/self/fd").Length : int.MaxValue;
    }
}
