using System.Net.Sockets;

namespace ProxyAware.Upstream.Handshake;

/// <summary>Who closed a connection.</summary>
internal static class ClosedConnections
{
    /// <summary>Whether it was this side: the request was cancelled, or the connection disposed, while a read or a write was under way.</summary>
    /// <param name="exception">How the read or the write ended; null for the end of the stream.</param>
    public static bool IsOwn(Exception? exception) => exception?.GetBaseException()
        is OperationCanceledException or ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.Interrupted };
}
