using System.Buffers.Binary;
using System.Text;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>The client's side of a WebSocket, frame by frame: pings show, and nothing is sent that no test asked for.</summary>
internal sealed class RawWebSocket(Stream stream) : IAsyncDisposable
{
    public const int Ping = 9;

    public const int Pong = 10;

    private const int Text = 1;

    private const byte Final = 0x80;

    private const byte Masked = 0x80;

    /// <summary>Reads one frame; null when the connection ended.</summary>
    public async Task<(int Opcode, byte[] Payload)?> ReadAsync()
    {
        var head = new byte[2];
        try
        {
            if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, Patience.Token()) < head.Length)
            {
                return null;
            }
        }
        catch (IOException)
        {
            // Some proxies reset the connection.
            return null;
        }

        var length = (head[1] & 0x7f) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(await ReadExactlyAsync(2)),
            127 => checked((int)BinaryPrimitives.ReadUInt64BigEndian(await ReadExactlyAsync(8))),
            var small => small,
        };
        return (head[0] & 0x0f, await ReadExactlyAsync(length));
    }

    /// <summary>The next text, behind whatever pings come first.</summary>
    public async Task<string> ReadTextAsync()
    {
        while (true)
        {
            var (opcode, payload) = await ReadAsync() ?? throw new InvalidOperationException("The socket ended.");
            if (opcode is not (Ping or Pong))
            {
                Assert.Equal(Text, opcode);
                return Encoding.UTF8.GetString(payload);
            }
        }
    }

    /// <summary>Sends a short text in one frame, with a mask that changes nothing.</summary>
    public async Task SendTextAsync(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        await stream.WriteAsync(new byte[] { Final | Text, (byte)(Masked | payload.Length), 0, 0, 0, 0 }, Patience.Token());
        await stream.WriteAsync(payload, Patience.Token());
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<byte[]> ReadExactlyAsync(int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, Patience.Token());
        return bytes;
    }
}
