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
/// <param name="site">Host and port they ask for; the port where the server really listens does not show.</param>
internal sealed class Visitor(IPEndPoint server, string from, SslClientAuthenticationOptions? tls = null, string site = Visitor.Site)
{
    public const string Site = "infram.example.com";

    private static readonly string[] HandshakeLines = ["Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="];

    /// <summary>The site's origin, as a browser writes it.</summary>
    public string Origin => $"{(tls is null ? "http" : "https")}://{site}";

    /// <summary>Sends the bytes as they are and reads the answer to the end of the connection.</summary>
    /// <param name="target">The request target.</param>
    /// <param name="headerLines">Header lines, with names and duplicates exactly as written.</param>
    public Task<RawResponse> SendRawAsync(string target, params string[] headerLines) =>
        SendLinesAsync([$"GET {target} HTTP/1.1", $"Host: {site}", "Connection: close", .. headerLines]);

    /// <summary>Posts a form, which the page of any site can make a browser do.</summary>
    /// <param name="target">The request target.</param>
    /// <param name="form">The encoded fields.</param>
    /// <param name="headerLines">Header lines besides those that describe the form.</param>
    public Task<RawResponse> SendFormAsync(string target, string form, params string[] headerLines) => SendLinesAsync(
        [
            $"POST {target} HTTP/1.1",
            $"Host: {site}",
            "Connection: close",
            "Content-Type: application/x-www-form-urlencoded",
            $"Content-Length: {form.Length}",
            .. headerLines,
            "",
            form,
        ]);

    /// <summary>Sends a valid WebSocket handshake that is expected to be refused: nothing ends the connection of one that is not.</summary>
    /// <param name="target">The request target.</param>
    /// <param name="headerLines">Header lines besides those that every handshake has.</param>
    public Task<RawResponse> SendHandshakeAsync(string target, params string[] headerLines) => SendLinesAsync(
        [
            $"GET {target} HTTP/1.1",
            $"Host: {site}",
            "Connection: Upgrade, close",
            .. HandshakeLines,
            .. headerLines,
        ]);

    /// <summary>Sends a request that consists of nothing but these lines, and reads the answer to the end of the connection, which they must ask for.</summary>
    public async Task<RawResponse> SendLinesAsync(params string[] lines)
    {
        await using var stream = await OpenAsync();
        await SendAsync(stream, lines);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, Patience.Token());
        return RawResponse.Parse(answer.ToArray());
    }

    /// <summary>Opens a WebSocket with nothing between the test and its frames. The handshake must succeed.</summary>
    /// <param name="target">The request target.</param>
    /// <param name="headerLines">Header lines besides those that every handshake has, exactly as written.</param>
    public async Task<RawWebSocket> OpenFramesAsync(string target, params string[] headerLines)
    {
        var stream = await OpenAsync();
        try
        {
            await SendAsync(stream, [$"GET {target} HTTP/1.1", $"Host: {site}", "Connection: Upgrade", .. HandshakeLines, .. headerLines]);
            var head = await ReadHeadAsync(stream);
            Assert.True(head.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal), head);
            return new(stream);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>An HTTP client of exactly one version that follows no redirect.</summary>
    public HttpClient CreateHttpClient(Version version) => new(CreateHandler())
    {
        BaseAddress = new(Origin),
        DefaultRequestVersion = version,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = Patience.Limit,
    };

    /// <summary>Opens a WebSocket as the site's own page does.</summary>
    public Task<ClientWebSocket> OpenWebSocketAsync(string path, Version version, params (string Name, string Value)[] headers) =>
        OpenWebSocketAsync(path, version, Origin, headers);

    /// <summary>Opens a WebSocket as the page of an origin does, or, without one, as a program that is no browser.</summary>
    public async Task<ClientWebSocket> OpenWebSocketAsync(string path, Version version, string? origin, params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = version;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        foreach (var (name, value) in headers)
        {
            socket.Options.SetRequestHeader(name, value);
        }

        using var invoker = new HttpMessageInvoker(CreateHandler(), disposeHandler: false);
        await socket.ConnectAsync(new(Origin.Replace("http", "ws", StringComparison.Ordinal) + path), invoker, Patience.Token());
        return socket;
    }

    private static async Task SendAsync(Stream stream, string[] lines) =>
        await stream.WriteAsync(Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), Patience.Token());

    /// <summary>Reads byte by byte: what follows the head is not ours.</summary>
    private static async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(next, Patience.Token()) == 1)
        {
            head.Append((char)next[0]);
        }

        return head.ToString();
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

    /// <summary>A connection to the server, with TLS if TLS is spoken.</summary>
    public async Task<Stream> OpenAsync()
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
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
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
