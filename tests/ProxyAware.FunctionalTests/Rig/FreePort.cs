using System.Net;
using System.Net.Sockets;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>Ports for programs that cannot say which one they chose. Another process may take one first: whoever asks must be ready to ask again.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
