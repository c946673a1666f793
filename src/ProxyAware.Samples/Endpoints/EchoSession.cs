using System.Buffers;
using System.Net.WebSockets;

namespace ProxyAware.Samples.Endpoints;

/// <summary>Sends every message back as it came, whole; the text <c>whoami</c> is answered with the handshake's identity.</summary>
internal sealed class EchoSession(WebSocket socket, ReadOnlyMemory<byte> whoami)
{
    private const int MaxMessageBytes = 1024 * 1024;

    private const int ReadBytes = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _message = new(ReadBytes);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await ReceiveAsync(cancellationToken) is { } type)
            {
                var isQuestion = type == WebSocketMessageType.Text && _message.WrittenSpan.SequenceEqual("whoami"u8);
                await socket.SendAsync(isQuestion ? whoami : _message.WrittenMemory, type, endOfMessage: true, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The client vanished or the app stops: there is nobody left to answer.
            socket.Abort();
        }
    }

    /// <summary>Reads one message. Null: the socket was closed, and so was our side.</summary>
    private async Task<WebSocketMessageType?> ReceiveAsync(CancellationToken cancellationToken)
    {
        _message.ResetWrittenCount();
        while (true)
        {
            var read = await socket.ReceiveAsync(_message.GetMemory(ReadBytes), cancellationToken);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellationToken);
                return null;
            }

            _message.Advance(read.Count);
            if (_message.WrittenCount > MaxMessageBytes)
            {
                await socket.CloseAsync(WebSocketCloseStatus.MessageTooBig, "A message holds at most 1 MiB.", cancellationToken);
                return null;
            }

            if (read.EndOfMessage)
            {
                return read.MessageType;
            }
        }
    }
}
