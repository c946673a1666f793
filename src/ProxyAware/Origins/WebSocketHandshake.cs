using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Pipeline;

namespace ProxyAware.Origins;

/// <summary>Recognizes the requests that ask for a WebSocket, whether or not they are valid and whoever will answer them.</summary>
internal static class WebSocketHandshake
{
    private const string WebSocket = "websocket";

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
