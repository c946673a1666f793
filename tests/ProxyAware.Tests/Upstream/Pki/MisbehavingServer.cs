using System.Net.Sockets;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>What a client may meet in the place of a handshake.</summary>
internal static class MisbehavingServer
{
    public static async Task ServeAsync(Misbehaviour kind, Socket socket, NetworkStream stream, CancellationToken cancellationToken)
    {
        if (kind == Misbehaviour.CloseOnAccept)
        {
            return;
        }

        var hello = new byte[4096];
        await stream.ReadAtLeastAsync(hello, 1, throwOnEndOfStream: false, cancellationToken);
        switch (kind)
        {
            case Misbehaviour.PlainHttp:
                await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellationToken);
                break;
            case Misbehaviour.ResetAfterClientHello:
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                break;
            case Misbehaviour.Garbage:
                var garbage = new byte[512];
                new Random(5).NextBytes(garbage);
                await stream.WriteAsync(garbage, cancellationToken);
                break;
            case Misbehaviour.DrippingHandshake:
                await stream.WriteAsync(new byte[] { 0x16, 0x03, 0x03, 0x3f, 0x00, 0x02 }, cancellationToken); // a ServerHello of 16 KiB, at first
                while (true)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
                    await stream.WriteAsync(new byte[1], cancellationToken);
                }

            case Misbehaviour.Silence:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
        }
    }
}
