using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using ProxyAware.Pipeline;

namespace ProxyAware.Origins;

/// <summary>Whether a WebSocket handshake is one at all (RFC 6455, section 4.2.1; RFC 8441, section 5).</summary>
internal static class HandshakeValidity
{
    private const int KeyLength = 16;

    public static bool IsValid(HttpContext context)
    {
        var request = context.RequestFeature();
        if (HttpMethods.IsConnect(request.Method))
        {
            return context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: var protocol }
                && string.Equals(protocol, "websocket", StringComparison.OrdinalIgnoreCase);
        }

        return HttpMethods.IsGet(request.Method)
            && HttpProtocol.IsHttp11(request.Protocol)
            && ListsUpgrade(request.Headers.Connection)
            && request.Headers.SecWebSocketVersion is [{ } version] && version == "13"
            && request.Headers.SecWebSocketKey is [{ } key] && IsKey(key);
    }

    private static bool ListsUpgrade(StringValues connection)
    {
        foreach (var line in connection)
        {
            var text = line.AsSpan();
            foreach (var range in text.Split(','))
            {
                if (text[range].Trim(" \t").Equals("upgrade", StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsKey(string key)
    {
        Span<byte> bytes = stackalloc byte[KeyLength + 2];
        return key.Length == 24 && Convert.TryFromBase64String(key, bytes, out var length) && length == KeyLength;
    }
}
