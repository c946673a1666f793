using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ProxyAware.Diagnostics.Explain.Offline;

/// <summary>
/// Kestrel without sockets. Requests are read by the server that reads the live ones, so that its limits, its decoding of paths and what it refuses are
/// the same by construction.
/// </summary>
internal sealed class OfflineServer : IAsyncDisposable
{
    // By connection, for the log.
    private readonly ConcurrentDictionary<string, OfflineExchange> _exchanges = new(StringComparer.Ordinal);
    private readonly OfflineTransport _transport = new();
    private readonly KestrelServer _server;
    private readonly Lazy<Task> _start;
    private long _count;

    public OfflineServer()
    {
        var options = new KestrelServerOptions();
        options.Listen(new IPEndPoint(IPAddress.Loopback, 0), listen => listen.Protocols = HttpProtocols.Http1);
        _server = new(Options.Create(options), _transport, new RejectionLog(_exchanges));
        _start = new(() => _server.StartAsync(new OfflineApplication(), CancellationToken.None));
    }

    /// <summary>Sends the head of a request and waits until it was handled.</summary>
    /// <param name="head">The request line and the header lines.</param>
    /// <param name="peer">The other side of the connection.</param>
    /// <param name="isHttps">Whether the connection is said to use TLS.</param>
    /// <param name="app">What handles the request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Why Kestrel answered the request itself; null if it did not.</returns>
    public async Task<OfflineRejection?> SendAsync(
        IEnumerable<string> head, EndPoint? peer, bool isHttps, Func<HttpContext, Task> app, CancellationToken cancellationToken)
    {
        await _start.Value;
        var exchange = new OfflineExchange(app);
        var connection = new OfflineConnection(Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture), peer, isHttps, exchange);
        _exchanges[connection.ConnectionId] = exchange;
        try
        {
            foreach (var line in head)
            {
                Encoding.UTF8.GetBytes(line, connection.Client);
                connection.Client.Write("\r\n"u8);
            }

            // There is no body: whatever waits for one finds its end.
            connection.Client.Write("\r\n"u8);
            await connection.Client.CompleteAsync();
            _transport.Connect(connection);
            var answered = connection.Answer.CopyToAsync(Stream.Null, cancellationToken);
            await Task.WhenAny(exchange.Completion, answered).WaitAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            exchange.Reject(new(StatusCode: 0, "the connection was closed without an answer"));
            return await exchange.Completion;
        }
        finally
        {
            _exchanges.TryRemove(connection.ConnectionId, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_start.IsValueCreated)
        {
            await _server.StopAsync(CancellationToken.None);
        }

        _server.Dispose();
    }
}
