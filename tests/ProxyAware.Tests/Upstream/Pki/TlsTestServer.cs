using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>A TLS server on a loopback port that speaks just enough HTTP/1.1, and counts what a client did to it.</summary>
internal sealed class TlsTestServer : IAsyncDisposable
{
    private readonly TlsTestServerOptions _options;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Socket, Task> _open = new();
    private readonly Task _accepting;
    private readonly ConcurrentDictionary<TestCertificate, SslStreamCertificateContext> _contexts = new();
    private int _connections;
    private int _handshakes;
    private int _requests;
    private long _applicationBytes;

    public TlsTestServer(TlsTestServerOptions? options = null)
    {
        _options = options ?? new();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public TlsTestServer(TestCertificate certificate)
        : this(new TlsTestServerOptions { Certificate = certificate })
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"https://127.0.0.1:{Port}/");

    /// <summary>TCP connections taken.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Handshakes that ended well on this side. Under TLS 1.3 the client may still refuse.</summary>
    public int Handshakes => Volatile.Read(ref _handshakes);

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Bytes that clients sent inside TLS: what must stay 0 for a rejected server.</summary>
    public long ApplicationBytes => Volatile.Read(ref _applicationBytes);

    /// <summary>The names in the ClientHellos, empty where none was sent.</summary>
    public ConcurrentQueue<string> ServerNames { get; } = new();

    /// <summary>The protocol of each handshake.</summary>
    public ConcurrentQueue<SslProtocols> Protocols { get; } = new();

    /// <summary>The subjects of the certificates that clients showed.</summary>
    public ConcurrentQueue<string> ClientSubjects { get; } = new();

    public ConcurrentQueue<string> RequestHeads { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        CloseConnections();
        await Task.WhenAll(_open.Values);
        _stop.Dispose();
    }

    /// <summary>Ends all connections that are open.</summary>
    public void CloseConnections()
    {
        foreach (var socket in _open.Keys)
        {
            socket.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _open[socket] = ServeAsync(socket, started.Task);
                started.SetResult();
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket, Task started)
    {
        await started;
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            if (_options.Misbehaviour != Misbehaviour.None)
            {
                await MisbehavingServer.ServeAsync(_options.Misbehaviour, socket, stream, _stop.Token);
                return;
            }

            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync((_, hello, _, _) => ValueTask.FromResult(Authentication(hello.ServerName)), null, _stop.Token);
            Interlocked.Increment(ref _handshakes);
            Protocols.Enqueue(tls.SslProtocol);
            await AnswerAsync(tls);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // What clients do in tests of refusals.
        }
        finally
        {
            _open.TryRemove(socket, out _);
        }
    }

    private SslServerAuthenticationOptions Authentication(string serverName)
    {
        ServerNames.Enqueue(serverName);
        var certificate = _options.CertificateForName?.Invoke(serverName) ?? _options.Certificate;
        return new()
        {
            // One context for all handshakes with a certificate: tickets are made with it.
            ServerCertificateContext = _contexts.GetOrAdd(certificate, c => SslStreamCertificateContext.Create(
                c.Certificate, [.. _options.Sent ?? c.Intermediates], offline: true)),
            EnabledSslProtocols = _options.Protocols,
            ClientCertificateRequired = _options.AskForClientCertificate || _options.RequireClientCertificate,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, client, _, _) => IsAccepted(client as X509Certificate2),
            AllowTlsResume = _options.AllowResumption,
            ApplicationProtocols = _options.ApplicationProtocols,
        };
    }

    private bool IsAccepted(X509Certificate2? client)
    {
        if (client is not null)
        {
            ClientSubjects.Enqueue(client.Subject);
        }

        return _options.AcceptClient?.Invoke(client) ?? (client is not null || !_options.RequireClientCertificate);
    }

    private async Task AnswerAsync(SslStream tls)
    {
        using var reader = new StreamReader(new CountingStream(tls, count => Interlocked.Add(ref _applicationBytes, count)), Encoding.Latin1);
        while (true)
        {
            var head = new StringBuilder();
            while (await reader.ReadLineAsync(_stop.Token) is { } line && line.Length > 0)
            {
                head.Append(line).Append('\n');
            }

            if (head.Length == 0)
            {
                return;
            }

            Interlocked.Increment(ref _requests);
            RequestHeads.Enqueue(head.ToString());
            await (_options.Respond ?? HelloAsync)(tls, head.ToString(), _stop.Token);
        }
    }

    private static async Task HelloAsync(Stream stream, string head, CancellationToken cancellationToken) =>
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"u8.ToArray(), cancellationToken);
}
