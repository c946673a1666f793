using System.Net.Sockets;

namespace ProxyAware.Upstream.Handshake;

/// <summary>
/// The transport below TLS. It keeps the first bytes that the server sends, which tell plain HTTP, an alert and a closed port apart better than
/// the message of any exception, and is out of the way afterwards.
/// </summary>
internal sealed class TappedNetworkStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    private readonly byte[] _head = new byte[16];
    private bool _tapped = true;

    /// <summary>The first bytes that came.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, HeadLength);

    /// <summary>Whether the server closed its side.</summary>
    public bool Ended { get; private set; }

    private int HeadLength { get; set; }

    public void Untap() => _tapped = false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _tapped && !buffer.IsEmpty ? TapAsync(buffer, cancellationToken) : base.ReadAsync(buffer, cancellationToken);

    private async ValueTask<int> TapAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        var kept = Math.Min(read, _head.Length - HeadLength);
        buffer.Span[..kept].CopyTo(_head.AsSpan(HeadLength));
        HeadLength += kept;
        Ended = read == 0;
        return read;
    }
}
