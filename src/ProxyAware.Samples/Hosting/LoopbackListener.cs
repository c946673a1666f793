using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ProxyAware.Samples.Hosting;

/// <summary>Listens on a well-known loopback port, or on a free one where that is taken or 0.</summary>
internal static class LoopbackListener
{
    public static void ListenLoopback(this KestrelServerOptions kestrel, int port, Action<ListenOptions> configure) =>
        kestrel.Listen(IPAddress.Loopback, IsTaken(port) ? 0 : port, configure);

    public static bool IsTaken(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
