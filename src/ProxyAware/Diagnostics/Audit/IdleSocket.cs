using System.Net.WebSockets;
using Microsoft.Extensions.Hosting;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>The app's side of the WebSocket of an audit: it says nothing by itself, and repeats what it is told.</summary>
internal sealed class IdleSocket(TimeProvider time, IHostApplicationLifetime? lifetime)
{
    /// <summary>No page holds one longer than that.</summary>
    public static readonly TimeSpan MaxHold = TimeSpan.FromMinutes(10);

    private const int MaxMessageBytes = 128;

    public async Task HoldAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var limit = new CancellationTokenSource(MaxHold + TimeSpan.FromMinutes(1), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted, lifetime?.ApplicationStopping ?? default);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        try
        {
            await RepeatAsync(socket, stop.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // It was cut, which is what the browser reports.
            socket.Abort();
        }
    }

    private static async Task RepeatAsync(WebSocket socket, CancellationToken stop)
    {
        var buffer = new byte[MaxMessageBytes];
        while (true)
        {
            var message = await socket.ReceiveAsync(buffer.AsMemory(), stop);
            if (message.MessageType == WebSocketMessageType.Close || !message.EndOfMessage)
            {
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, stop);
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, endOfMessage: true, stop);
        }
    }
}
