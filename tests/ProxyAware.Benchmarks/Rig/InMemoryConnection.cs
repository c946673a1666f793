using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace ProxyAware.Benchmarks.Rig;

/// <summary>
/// Both ends of a connection. Everything runs on the thread that writes: when <see cref="Send"/> returns, Kestrel has parsed the request and the
/// app has it.
/// </summary>
internal sealed class InMemoryConnection
{
    private static readonly PipeOptions Inline = new(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 0, useSynchronizationContext: false);

    private readonly Pipe _toServer = new(Inline);
    private readonly Pipe _toClient = new(Inline);

    public InMemoryConnection(IPAddress peer)
    {
        Server = new DefaultConnectionContext(Guid.NewGuid().ToString("n"), new Duplex(_toServer.Reader, _toClient.Writer), new Duplex(_toClient.Reader, _toServer.Writer))
        {
            LocalEndPoint = new IPEndPoint(IPAddress.Loopback, 80),
            RemoteEndPoint = new IPEndPoint(peer, 50_000),
        };
    }

    public ConnectionContext Server { get; }

    /// <summary>Sends bytes to the server, which works on them before this returns.</summary>
    public void Send(byte[] request)
    {
        _toServer.Writer.Write(request);
        var flush = _toServer.Writer.FlushAsync();
        if (!flush.IsCompleted)
        {
            throw new InvalidOperationException("The server does not read.");
        }
    }

    /// <summary>Throws away what the server has answered, and says how much it was; 0 if it closed the connection.</summary>
    public long Drain()
    {
        if (!_toClient.Reader.TryRead(out var result))
        {
            return 0;
        }

        var length = result.Buffer.Length;
        _toClient.Reader.AdvanceTo(result.Buffer.End);
        return result.IsCompleted ? 0 : length;
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
