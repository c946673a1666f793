using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ProxyAware.Tests.Upstream.Support;

/// <summary>A small HTTPS server that answers "ok" to every request and keeps count of what reached it.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly RawServer _server;
    private readonly ConcurrentQueue<string> _requests = new();
    private int _bytes;
    private int _live;
    private int _closed;

    public TlsServer(X509Certificate2 certificate, params IEnumerable<X509Certificate2> chain)
    {
        Certificate = certificate;
        Chain = [.. chain];
        _server = new RawServer(ServeAsync);
    }

    public X509Certificate2 Certificate { get; set; }

    public X509Certificate2Collection Chain { get; set; }

    public Action<SslServerAuthenticationOptions> Configure { get; set; } = _ => { };

    /// <summary>Whether client certificates, or that there is none, are taken.</summary>
    public bool AcceptsClients { get; set; } = true;

    /// <summary>Called with each request; what it returns is the answer.</summary>
    public Func<string, string> Answer { get; set; } = _ => "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    public int Port => _server.Port;

    public int Connections => _server.Accepted;

    /// <summary>Bytes of the application that were received.</summary>
    public int ReceivedBytes => Volatile.Read(ref _bytes);

    /// <summary>Connections that have ended after a complete handshake.</summary>
    public int Closed => Volatile.Read(ref _closed);

    public int Live => Volatile.Read(ref _live);

    public ConcurrentQueue<string> ServerNames { get; } = new();

    public ConcurrentQueue<string?> ClientCertificates { get; } = new();

    public ConcurrentQueue<int> ClientChainLengths { get; } = new();

    public ConcurrentQueue<SslProtocols> Protocols { get; } = new();

    public IReadOnlyList<string> Requests => [.. _requests];

    public TaskCompletionSource FirstClosed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri Uri(string host = "localhost") => _server.Uri(host);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(NetworkStream network, CancellationToken stop)
    {
        await using var stream = new SslStream(network);
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(Certificate, Chain, offline: true),
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            {
                ClientCertificates.Enqueue(certificate?.Subject);
                ClientChainLengths.Enqueue(chain?.ChainPolicy.ExtraStore.Count ?? 0);
                return AcceptsClients;
            },
        };
        Configure(options);
        await stream.AuthenticateAsServerAsync(options, stop);
        ServerNames.Enqueue(stream.TargetHostName);
        Protocols.Enqueue(stream.SslProtocol);
        Interlocked.Increment(ref _live);
        try
        {
            await AnswerAsync(stream, stop);
        }
        finally
        {
            Interlocked.Decrement(ref _live);
            Interlocked.Increment(ref _closed);
            FirstClosed.TrySetResult();
        }
    }

    private async Task AnswerAsync(SslStream stream, CancellationToken stop)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        int read;
        while ((read = await stream.ReadAsync(buffer, stop)) > 0)
        {
            Interlocked.Add(ref _bytes, read);
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            if (text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                _requests.Enqueue(text.ToString());
                var answer = Answer(text.ToString());
                text.Clear();
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop);
            }
        }
    }
}
