using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>Ports for programs that cannot say which one they chose. Another process may take one first: whoever asks must be ready to ask again.</summary>
internal static class FreePort
{
    /// <summary>None is given twice: HAProxy and Caddy would share one without a word.</summary>
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Next()
    {
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            if (Given.TryAdd(port, true))
            {
                return port;
            }
        }
    }
}
