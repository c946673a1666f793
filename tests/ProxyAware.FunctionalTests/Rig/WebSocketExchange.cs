using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>Whole messages instead of frames.</summary>
internal static class WebSocketExchange
{
    public static Task SendTextAsync(this WebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, Patience.Token());

    public static Task SendBinaryAsync(this WebSocket socket, byte[] message) =>
        socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, Patience.Token());

    /// <summary>Receives one message; a close message is empty.</summary>
    public static Task<(WebSocketMessageType Type, byte[] Message)> ReceiveMessageAsync(this WebSocket socket) =>
        socket.ReceiveMessageAsync(Patience.Token());

    /// <summary>The same, for as long as the token allows.</summary>
    public static async Task<(WebSocketMessageType Type, byte[] Message)> ReceiveMessageAsync(this WebSocket socket, CancellationToken cancellationToken)
    {
        var message = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await socket.ReceiveAsync(message.GetMemory(16 * 1024), cancellationToken);
            message.Advance(read.Count);
            if (read.EndOfMessage)
            {
                return (read.MessageType, message.WrittenSpan.ToArray());
            }
        }
    }

    public static async Task<string> ReceiveTextAsync(this WebSocket socket)
    {
        var (type, message) = await socket.ReceiveMessageAsync();
        Assert.Equal(WebSocketMessageType.Text, type);
        return Encoding.UTF8.GetString(message);
    }

    /// <summary>Closes, and expects the other side to answer as it should.</summary>
    public static async Task CloseCleanlyAsync(this WebSocket socket)
    {
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, Patience.Token());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        Assert.Equal(WebSocketState.Closed, socket.State);
    }
}
