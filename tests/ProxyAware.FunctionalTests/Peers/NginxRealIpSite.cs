using System.Net.Sockets;
using System.Text;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Peers;

/// <summary>A real nginx whose realip module answers with the client it found.</summary>
public sealed class NginxRealIpSite : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    private NginxInstance? _nginx;

    public async Task InitializeAsync()
    {
        if (Programs.SkipReason("nginx") is null)
        {
            _nginx = await NginxInstance.StartAsync("real-ip.conf", ["RECURSIVE_PORT", "LAST_PORT", "SINGLE_PORT"], ("SOCKET", _folder.File("n.sock")));
        }
    }

    public async Task DisposeAsync()
    {
        await (_nginx?.DisposeAsync() ?? default);
        _folder.Dispose();
    }

    /// <summary>Asks one of its servers.</summary>
    /// <param name="portName">The server.</param>
    /// <param name="peer">The address to ask from, or <c>unix</c>.</param>
    /// <param name="lines">The header lines.</param>
    public async Task<string> AskAsync(string portName, string peer, IEnumerable<string> lines)
    {
        string[] request = ["GET / HTTP/1.1", "Host: app.example.com", "Connection: close", .. lines];
        var nginx = _nginx ?? throw new InvalidOperationException("nginx does not run.");
        var response = peer == "unix"
            ? await AskOverUnixSocketAsync(string.Join("\r\n", request) + "\r\n\r\n")
            : await new Visitor(nginx.EndPoint(portName), peer).SendLinesAsync(request);
        Assert.True(response.Status == 200, $"{response.Status} {response.Body}");
        return response.Body;
    }

    private async Task<RawResponse> AskOverUnixSocketAsync(string request)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_folder.File("n.sock")), Patience.Token());
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Patience.Token());
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, Patience.Token());
        return RawResponse.Parse(answer.ToArray());
    }
}
