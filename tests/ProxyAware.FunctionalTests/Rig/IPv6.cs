using System.Net;
using System.Net.Sockets;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>Many containers have no IPv6, not even to themselves.</summary>
internal static class IPv6
{
    public static bool IsAvailable { get; } = Find();

    private static bool Find()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
