using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace ProxyAware.Origins;

/// <summary>Recognizes the requests that ask for a WebSocket, whether or not they are valid and whoever will answer them.</summary>
internal static class WebSocketHandshake
{
    private const string WebSocket = "websocket";

    /// <summary>
    /// Any request whose <c>Upgrade</c> lists <c>websocket</c>, whatever its method and version (RFC 6455, section 4.1), and any extended CONNECT
    /// (RFC 8441 over HTTP/2, RFC 9220 over HTTP/3).
    /// </summary>
    public static bool Is(HttpContext context)
    {
        var upgrade = context.Request.Headers.Upgrade;
        if (upgrade.Count > 0 && ListsWebSocket(upgrade))
        {
            return true;
        }

        return HttpMethods.IsConnect(context.Request.Method) && context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };
    }

    private static bool ListsWebSocket(StringValues upgrade)
    {
        foreach (var line in upgrade)
        {
            var text = line.AsSpan();
            foreach (var range in text.Split(','))
            {
                if (text[range].Trim(" \t").Equals(WebSocket, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
