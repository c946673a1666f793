using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace ProxyAware.Benchmarks.Server;

/// <summary>Load from this process, where there is no <c>wrk</c>: one request at a time on each connection.</summary>
internal static class SocketLoad
{
    public static async Task<LoadResult> RunAsync(Uri url, byte[] request, int connections, TimeSpan time)
    {
        var latencies = new ConcurrentBag<List<double>>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () => latencies.Add(await SendAsync(url, request, time)))));
        var elapsed = watch.Elapsed;
        double[] all = [.. latencies.SelectMany(l => l).Order()];
        return new(all.Length / elapsed.TotalSeconds, all[(int)(all.Length * 0.99)]);
    }

    private static async Task<List<double>> SendAsync(Uri url, byte[] request, TimeSpan time)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(url.Host, url.Port);
        var latencies = new List<double>();
        var buffer = new byte[4096];
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time;)
        {
            var start = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);

            // The answer is short: it comes in one piece and ends in its body.
            var length = await socket.ReceiveAsync(buffer);
            if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8))
            {
                throw new InvalidOperationException(System.Text.Encoding.ASCII.GetString(buffer, 0, length));
            }

            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return latencies;
    }
}
