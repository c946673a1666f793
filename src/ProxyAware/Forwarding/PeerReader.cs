using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace ProxyAware.Forwarding;

/// <summary>Asks the connection who its other side is. A peer without an address is only what the socket itself says it is.</summary>
internal static class PeerReader
{
    public static ProxyPeer Read(IHttpConnectionFeature connection, HttpContext context, bool isInMemoryServer)
    {
        if (connection.RemoteIpAddress is { } address)
        {
            return ProxyPeer.FromAddress(address);
        }

        if (IsUnixSocket(context))
        {
            return ProxyPeer.UnixSocket;
        }

        return isInMemoryServer ? ProxyPeer.InMemory : ProxyPeer.Unknown;
    }

    private static bool IsUnixSocket(HttpContext context)
    {
        if (context.Features.Get<IConnectionEndPointFeature>()?.RemoteEndPoint is UnixDomainSocketEndPoint)
        {
            return true;
        }

        try
        {
            return context.Features.Get<IConnectionSocketFeature>()?.Socket.RemoteEndPoint is UnixDomainSocketEndPoint;
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            // The client has gone already; nobody will read the answer.
            return false;
        }
    }
}
