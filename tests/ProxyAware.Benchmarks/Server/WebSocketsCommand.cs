using System.Globalization;
using System.Net.Sockets;
using ProxyAware.Benchmarks.Pipeline;

namespace ProxyAware.Benchmarks.Server;

/// <summary>What 10,000 idle WebSockets keep in the memory of an app, with nothing in front of it, with the framework's middleware and with this library.</summary>
internal static class WebSocketsCommand
{
    public const string Name = "websockets";

    private const int Count = 10_000;

    public static async Task RunAsync()
    {
        Console.WriteLine($"{"",-12}{"bytes per idle WebSocket",26}");
        foreach (var name in ServerApp.Names)
        {
            var bytes = await MeasureAsync(name);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-12}{bytes,26:f0}"));
        }
    }

    private static async Task<double> MeasureAsync(string name)
    {
        await using var server = await ServerProcess.StartAsync(name);
        var sockets = new List<Socket>();
        var handshake = (WholePipeline.Handshake with { Start = $"GET {WholePipeline.Root}{ServerApp.WebSocketPath} HTTP/1.1" }).ToBytes();

        // What the first connections leave behind is not theirs alone.
        await OpenAsync(server.Url, handshake, 200, sockets);
        var before = await AskMemoryAsync(server.Url);
        await OpenAsync(server.Url, handshake, Count, sockets);
        var after = await AskMemoryAsync(server.Url);
        sockets.ForEach(s => s.Dispose());
        return (after - before) / Count;
    }

    private static async Task OpenAsync(Uri url, byte[] handshake, int count, List<Socket> sockets)
    {
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            sockets.Add(socket);
            await socket.ConnectAsync(url.Host, url.Port);
            var answer = await ExchangeAsync(socket, handshake);
            if (!answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
            {
                throw new InvalidOperationException(answer);
            }
        }
    }

    private static async Task<double> AskMemoryAsync(Uri url)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(url.Host, url.Port);
        var request = WholePipeline.Get with { Start = $"GET {WholePipeline.Root}{ServerApp.MemoryPath} HTTP/1.1" };
        var answer = await ExchangeAsync(socket, request.With("Connection", "close").ToBytes());

        // The body is chunked, and a number of bytes in memory is the longest run of digits of the answer.
        var number = answer.Split("\r\n").Last(l => l.Length > 4 && l.All(char.IsAsciiDigit));
        return double.Parse(number, CultureInfo.InvariantCulture);
    }

    private static async Task<string> ExchangeAsync(Socket socket, byte[] request)
    {
        await socket.SendAsync(request);
        var buffer = new byte[4096];
        var length = await socket.ReceiveAsync(buffer);
        return System.Text.Encoding.ASCII.GetString(buffer, 0, length);
    }
}
