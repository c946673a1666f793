using System.Net;
using System.Net.Sockets;

namespace ProxyAware.Tests.Upstream.Support;

/// <summary>Relays connections one after the other and counts what the server sent on each: resumed handshakes are shorter.</summary>
internal sealed class ByteCountingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Task _running;
    private readonly List<int> _bytes = [];

    public ByteCountingRelay(int target)
    {
        _target = target;
        _listener.Start();
        _running = RunAsync();
    }

    public Uri Url => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public IReadOnlyList<int> BytesFromServer
    {
        get
        {
            lock (_bytes)
            {
                return [.. _bytes];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                int index;
                lock (_bytes)
                {
                    index = _bytes.Count;
                    _bytes.Add(0);
                }

                _ = RelayAsync(client, index);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task RelayAsync(TcpClient client, int index)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
                var up = client.GetStream().CopyToAsync(server.GetStream(), _stop.Token);
                var buffer = new byte[16384];
                int read;
                while ((read = await server.GetStream().ReadAsync(buffer, _stop.Token)) > 0)
                {
                    lock (_bytes)
                    {
                        _bytes[index] += read;
                    }

                    await client.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // One of the two is gone.
            }
        }
    }
}
