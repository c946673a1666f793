using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>Somebody at an address of their own (all of 127.0.0.0/8 is this machine) who asks one server for one site.</summary>
/// <param name="server">Where the connection goes.</param>
/// <param name="from">The address it comes from.</param>
/// <param name="tls">How TLS is spoken; null: clear text.</param>
internal sealed class Visitor(IPEndPoint server, string from, SslClientAuthenticationOptions? tls = null)
{
    public const string Site = "infram.example.com";

    private string Authority => $"{(tls is null ? "http" : "https")}://{Site}";

    /// <summary>Sends the bytes as they are and reads the answer to the end of the connection.</summary>
    /// <param name="target">The request target.</param>
    /// <param name="headerLines">Header lines, with names and duplicates exactly as written.</param>
    public async Task<RawResponse> SendRawAsync(string target, params string[] headerLines)
    {
        await using var stream = await OpenAsync();
        var lines = string.Join("\r\n", [$"GET {target} HTTP/1.1", $"Host: {Site}", "Connection: close", .. headerLines]);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(lines + "\r\n\r\n"), Patience.Token());
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, Patience.Token());
        return RawResponse.Parse(answer.ToArray());
    }

    /// <summary>An HTTP client of exactly one version that follows no redirect.</summary>
    public HttpClient CreateHttpClient(Version version) => new(CreateHandler())
    {
        BaseAddress = new(Authority),
        DefaultRequestVersion = version,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = Patience.Limit,
    };

    /// <summary>Opens a WebSocket as the site's own page does.</summary>
    public async Task<ClientWebSocket> OpenWebSocketAsync(string path, Version version, params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = version;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.SetRequestHeader("Origin", Authority);
        foreach (var (name, value) in headers)
        {
            socket.Options.SetRequestHeader(name, value);
        }

        using var invoker = new HttpMessageInvoker(CreateHandler(), disposeHandler: false);
        await socket.ConnectAsync(new(Authority.Replace("http", "ws", StringComparison.Ordinal) + path), invoker, Patience.Token());
        return socket;
    }

    private SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            ConnectCallback = async (_, cancellationToken) => await ConnectAsync(cancellationToken),
        };
        if (tls is not null)
        {
            handler.SslOptions = tls;
        }

        return handler;
    }

    private async Task<Stream> OpenAsync()
    {
        var stream = await ConnectAsync(Patience.Token());
        if (tls is null)
        {
            return stream;
        }

        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(tls, Patience.Token());
        return secure;
    }

    private async Task<NetworkStream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(server, cancellationToken);
            return new(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
