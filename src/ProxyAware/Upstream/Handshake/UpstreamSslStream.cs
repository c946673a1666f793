using System.Net.Security;

namespace ProxyAware.Upstream.Handshake;

/// <summary>
/// An authenticated stream that explains a failure before the first byte of an answer. Under TLS 1.3 a refused client certificate shows
/// only there, on the first read or the first write, as a reset or a failed decryption.
/// </summary>
internal sealed class UpstreamSslStream(Stream inner) : SslStream(inner, leaveInnerStreamOpen: false)
{
    private Func<Exception?, UpstreamTlsException?>? _explain;
    private Action? _answered;
    private UpstreamTlsException? _found;
    private volatile bool _closing;

    /// <summary>Sets who explains, and who is told of the first bytes. A failure without an exception is an end of the stream.</summary>
    public void ExplainWith(Func<Exception?, UpstreamTlsException?> explain, Action answered)
    {
        _answered = answered;
        _explain = explain;
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Answered(base.Read(buffer), buffer.Length);
        }
        catch (Exception exception) when (Find(exception) is { } failure)
        {
            throw Explained(failure);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _explain is null ? base.ReadAsync(buffer, cancellationToken) : FirstReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            base.Write(buffer);
        }
        catch (Exception exception) when (Find(exception) is { } failure)
        {
            throw Explained(failure);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _explain is null ? base.WriteAsync(buffer, cancellationToken) : FirstWriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask DisposeAsync()
    {
        _closing = true;
        return base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        _closing = true;
        base.Dispose(disposing);
    }

    private async ValueTask<int> FirstReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return Answered(await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);
        }
        catch (Exception exception) when (Find(exception) is { } failure)
        {
            throw Explained(failure);
        }
    }

    private async ValueTask FirstWriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Find(exception) is { } failure)
        {
            throw Explained(failure);
        }
    }

    // A read of nothing into nothing says only that there is something to read.
    private int Answered(int read, int wanted)
    {
        if (read == 0 && wanted > 0 && Explain(null) is { } failure)
        {
            throw Explained(failure);
        }

        if (read > 0 && Interlocked.Exchange(ref _explain, null) is not null)
        {
            _answered?.Invoke();
        }

        return read;
    }

    // Under HTTP/2 the read that fails is not the one that is reported: it disposes the stream, and a write stumbles over that.
    private UpstreamTlsException? Find(Exception exception) => exception switch
    {
        IOException => Explain(exception),
        ObjectDisposedException => _found,
        _ => null,
    };

    // What ends because this side closes the connection, as it does when a request is cancelled, says nothing about the server.
    private UpstreamTlsException? Explain(Exception? exception) => _found ??= _closing ? null : _explain?.Invoke(exception);

    // It stays an IOException: callers of HttpClient catch what they always caught.
    private static IOException Explained(UpstreamTlsException failure) => new(failure.Message, failure);
}
