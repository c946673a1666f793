using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace ProxyAware.Benchmarks.Rig;

/// <summary>
/// A transport for Kestrel without sockets. Kestrel accepts its connections, parses its bytes and makes its requests as it does those of a
/// network; nothing of it is replaced but the kernel.
/// </summary>
internal sealed class InMemoryTransport : IConnectionListenerFactory, IConnectionListener
{
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>(new() { AllowSynchronousContinuations = true });

    public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.Loopback, 80);

    public InMemoryConnection Connect(IPAddress peer)
    {
        var connection = new InMemoryConnection(peer);
        _accepted.Writer.TryWrite(connection.Server);
        return connection;
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        EndPoint = endpoint;
        return ValueTask.FromResult<IConnectionListener>(this);
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _accepted.Reader.WaitToReadAsync(cancellationToken) && _accepted.Reader.TryRead(out var connection) ? connection : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _accepted.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
