using System.Text.Json;

namespace ProxyAware.Samples.Endpoints;

/// <summary>A WebSocket for every method: over HTTP/1.1 the handshake is a GET, over HTTP/2 a CONNECT.</summary>
internal static class EchoEndpoint
{
    public static void MapEcho(this IEndpointRouteBuilder endpoints) => endpoints.Map("/ws", HandleAsync);

    private static async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("This is a WebSocket endpoint.", context.RequestAborted);
            return;
        }

        var whoami = JsonSerializer.SerializeToUtf8Bytes(WhoamiReply.From(context), SampleJson.Default.WhoamiReply);
        var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await new EchoSession(socket, whoami).RunAsync(stop.Token);
    }
}
