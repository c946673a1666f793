using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Pipeline;

namespace ProxyAware.Origins;

/// <summary>Recognizes the requests that ask for a WebSocket, whether or not they are valid and whoever will answer them.</summary>
internal static class WebSocketHandshake
{
    private const string WebSocket = "websocket";

    /// <summary>
    /// Whether a request is what a proxy leaves of a handshake when it drops the hop-by-hop headers: the key is there, and nothing asks for an upgrade
    /// (RFC 9110, section 7.6.1). Over HTTP/2 a key means nothing.
    /// </summary>
    public static bool LostItsUpgrade(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Upgrade.Count == 0
        && request.Headers.SecWebSocketKey.Count > 0
        && (HttpProtocol.IsHttp11(request.Protocol) || HttpProtocol.IsHttp10(request.Protocol));

    /// <summary>
    /// Any request whose <c>Upgrade</c> names <c>websocket</c>, whatever its method and version (RFC 6455, section 4.1), and any extended CONNECT
    /// (RFC 8441 over HTTP/2, RFC 9220 over HTTP/3). The header is searched, not parsed: ASP.NET Core accepts the word in quotes and between any white
    /// space, and what a stricter reader here did not recognize would pass every check.
    /// </summary>
    public static bool Is(HttpContext context) => Is(context, context.RequestFeature());

    public static bool Is(HttpContext context, IHttpRequestFeature request)
    {
        var upgrade = request.Headers.Upgrade;
        for (var i = 0; i < upgrade.Count; i++)
        {
            if (upgrade[i]?.Contains(WebSocket, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return HttpMethods.IsConnect(request.Method) && context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };
    }
}
