using System.Net;
using System.Net.WebSockets;

namespace ProxyAware.Samples.Edge;

/// <summary>Joins a visitor's WebSocket with one to the console.</summary>
internal sealed class SocketForwarder(UpstreamConsole console, ILogger<SocketForwarder> logger)
{
    private static readonly string[] PassedOn = ["Origin", "Cookie", "Authorization", "User-Agent", "Sec-Fetch-Site"];

    public async Task ForwardAsync(HttpContext context)
    {
        using var upstream = new ClientWebSocket();
        Configure(upstream.Options, context);
        try
        {
            await upstream.ConnectAsync(Target(context.Request), console.Invoker, context.RequestAborted);
        }
        catch (WebSocketException exception)
        {
            // The console's own verdict on the handshake is the visitor's answer: a foreign origin gets 403 here too.
            EdgeLog.SocketRefused(logger, exception.InnerException?.Message ?? exception.Message);
            context.Response.StatusCode = upstream.HttpStatusCode == 0 ? StatusCodes.Status502BadGateway : (int)upstream.HttpStatusCode;
            return;
        }

        using var visitor = await context.WebSockets.AcceptWebSocketAsync(upstream.SubProtocol);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        await Task.WhenAll(PumpAsync(visitor, upstream, end), PumpAsync(upstream, visitor, end));
    }

    private static void Configure(ClientWebSocketOptions options, HttpContext context)
    {
        options.HttpVersion = HttpVersion.Version11;
        options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        options.CollectHttpResponseDetails = true;
        options.KeepAliveInterval = TimeSpan.FromSeconds(25);
        foreach (var protocol in context.WebSockets.WebSocketRequestedProtocols)
        {
            options.AddSubProtocol(protocol);
        }

        foreach (var name in PassedOn)
        {
            if (context.Request.Headers.TryGetValue(name, out var value))
            {
                options.SetRequestHeader(name, value);
            }
        }

        options.SetRequestHeader("Host", context.Request.Host.Value);
        foreach (var (name, value) in ForwardingHeaders.About(context))
        {
            options.SetRequestHeader(name, value);
        }
    }

    private Uri Target(HttpRequest request)
    {
        var url = new UriBuilder(new Uri(console.Url, request.Path.ToUriComponent() + request.QueryString.ToUriComponent()));
        url.Scheme = console.Url.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        return url.Uri;
    }

    /// <summary>Passes messages on piece by piece, and in the end the close; when either side breaks off, so does the other.</summary>
    private static async Task PumpAsync(WebSocket from, WebSocket to, CancellationTokenSource end)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var piece = await from.ReceiveAsync(buffer.AsMemory(), end.Token);
                if (piece.MessageType == WebSocketMessageType.Close)
                {
                    await to.CloseOutputAsync(from.CloseStatus ?? WebSocketCloseStatus.NormalClosure, from.CloseStatusDescription, end.Token);
                    return;
                }

                await to.SendAsync(buffer.AsMemory(0, piece.Count), piece.MessageType, piece.EndOfMessage, end.Token);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            await end.CancelAsync();
        }
    }
}
