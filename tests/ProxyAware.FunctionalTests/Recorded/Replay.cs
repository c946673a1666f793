using System.Globalization;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>Sends a recorded request byte for byte. Proxies keep connections open, so an answer is read by its length.</summary>
internal static class Replay
{
    private const string HeadEnd = "\r\n\r\n";

    public static async Task<RawResponse> SendAsync(Visitor from, RecordedRequest request)
    {
        await using var stream = await WriteAsync(from, request);
        return await ReadAsync(stream);
    }

    /// <summary>Sends a handshake that must succeed, and asks the sample who sent it.</summary>
    public static async Task<WhoamiAnswer> AskOverWebSocketAsync(Visitor from, RecordedRequest request)
    {
        await using var stream = await WriteAsync(from, request);
        var response = await ReadAsync(stream);
        Assert.True(response.Status == 101, $"{response.Status} {response.Body}");
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = false });
        await socket.SendTextAsync("whoami");
        var answer = WhoamiAnswer.Parse(await socket.ReceiveTextAsync());
        await socket.CloseCleanlyAsync();
        return answer;
    }

    private static async Task<Stream> WriteAsync(Visitor from, RecordedRequest request)
    {
        var stream = await from.OpenAsync();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(string.Join("\r\n", request.Lines) + HeadEnd), Patience.Token());
        return stream;
    }

    private static async Task<RawResponse> ReadAsync(Stream stream)
    {
        var head = await ReadToAsync(stream, HeadEnd);
        var response = RawResponse.Parse(Encoding.Latin1.GetBytes(WithoutChunks(head)));
        var body = response.Status == 101 ? ""
            : response.Header("Content-Length") is { } length ? await ReadAsync(stream, int.Parse(length, CultureInfo.InvariantCulture))
            : IsChunked(head) ? await ReadToAsync(stream, "0" + HeadEnd)
            : "";
        return RawResponse.Parse(Encoding.Latin1.GetBytes(head + body));
    }

    private static bool IsChunked(string head) => head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);

    /// <summary>The head alone, which says nothing about a body that is not there yet.</summary>
    private static string WithoutChunks(string head) => head.Replace("Transfer-Encoding: chunked\r\n", "", StringComparison.OrdinalIgnoreCase);

    private static async Task<string> ReadToAsync(Stream stream, string end)
    {
        // Byte for byte: behind the head of a 101 the socket's first frame may follow at once.
        var token = Patience.Token();
        var read = new List<byte>();
        var last = Encoding.Latin1.GetBytes(end);
        var buffer = new byte[1];
        while (read.Count < last.Length || !CollectionsMarshal.AsSpan(read)[^last.Length..].SequenceEqual(last))
        {
            Assert.True(await stream.ReadAsync(buffer, token) == 1, $"The connection was closed behind {read.Count} bytes.");
            read.Add(buffer[0]);
        }

        return Encoding.Latin1.GetString(CollectionsMarshal.AsSpan(read));
    }

    private static async Task<string> ReadAsync(Stream stream, int length)
    {
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, Patience.Token());
        return Encoding.Latin1.GetString(body);
    }
}
