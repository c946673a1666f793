using System.Threading.Channels;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Robustness;

/// <summary>An upstream rotates its authority and its certificate, and we our client certificate, as people do: both are accepted for a while.</summary>
public sealed class UpstreamUnderLoadTests : IDisposable
{
    private const int Clients = 6;

    private const int Rotations = 10;

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLogger _log = new();
    private readonly ManualTime _time = new(TestPki.Now);
    private readonly Channel<int> _progress = Channel.CreateUnbounded<int>();

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Certificates_ThatRotateUnderLoad_FailNoRequest()
    {
        var shown = TestPki.Leaf;
        await using var server = new TlsTestServer(new TlsTestServerOptions { CertificateForName = _ => Volatile.Read(ref shown), RequireClientCertificate = true });
        using var upstream = UpstreamTls.Create(
            new()
            {
                ServerName = TestPki.ServerName,
                TrustedCertificateFile = _folder.Write("ca.pem", TestPki.Root.Pem),
                ClientCertificateFile = _folder.Write("client.pem", TestPki.Client.Pem),
                ClientCertificateKeyFile = _folder.Write("client.key", TestPki.Client.KeyPem),
            },
            _log, _time);
        using var client = Calls.Client(upstream);
        using var stop = new CancellationTokenSource();
        var requests = 0;
        var clients = Enumerable.Range(0, Clients).Select(id => Task.Run(async () =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                // Every other request has a connection of its own, so that there are handshakes all the time.
                using var request = new HttpRequestMessage(HttpMethod.Get, server.Url);
                request.Headers.ConnectionClose = n % 2 == 0;
                using var response = await client.SendAsync(request);
                Assert.Equal("hello", await response.Content.ReadAsStringAsync());
                Interlocked.Increment(ref requests);
                _progress.Writer.TryWrite(id);
            }
        })).ToArray();

        try
        {
            for (var i = 0; i < Effort.Of(Rotations * 2) / 2; i++)
            {
                await RotateAsync(clients, (TestPki.Root, TestPki.RsaRoot), () => Volatile.Write(ref shown, TestPki.RsaLeaf), TestPki.RsaClient);
                await RotateAsync(clients, (TestPki.RsaRoot, TestPki.Root), () => Volatile.Write(ref shown, TestPki.Leaf), TestPki.Client);
            }
        }
        finally
        {
            await stop.CancelAsync();
        }

        await Task.WhenAll(clients);
        Assert.True(requests > Clients * 4, $"{requests} requests");
        Assert.True(server.ClientSubjects.Contains("CN=Test RSA Client") && server.ClientSubjects.Contains("CN=Test Client"), "both client certificates were used");

        // It was not that everything passes: what was retired is refused now.
        Volatile.Write(ref shown, TestPki.OfStranger);
        server.CloseConnections();
        await Calls.RefusedAsync(client, server.Url);
    }

    private async Task RotateAsync(Task[] clients, (TestCertificate Old, TestCertificate New) authority, Action switchServer, TestCertificate own)
    {
        _folder.Write("ca.pem", authority.Old.Pem + authority.New.Pem);
        Poll();
        await EveryoneGoesOnAsync(clients);
        switchServer();

        // A file caught half-written, and a pair of which half is new: the last good ones stay.
        _folder.Write("ca.pem", authority.New.Pem[..50]);
        _folder.Write("client.pem", own.Pem);
        Poll();
        await EveryoneGoesOnAsync(clients);
        _folder.Write("client.key", own.KeyPem);
        _folder.Write("ca.pem", authority.New.Pem);
        Poll();
        await EveryoneGoesOnAsync(clients);
    }

    /// <summary>Waits until each client has ended two requests more: none of them is in a handshake that began before.</summary>
    private async Task EveryoneGoesOnAsync(Task[] clients)
    {
        while (_progress.Reader.TryRead(out _))
        {
        }

        var counts = new int[Clients];
        while (counts.Min() < 2)
        {
            var next = _progress.Reader.ReadAsync().AsTask();

            // A client that ended has failed: its exception is the result of the test.
            var ended = await Task.WhenAny([next, .. clients]);
            await ended;
            Assert.Same(next, ended);
            counts[await next]++;
        }
    }

    private void Poll()
    {
        // A difference counts when two looks agree.
        _time.Advance(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(2));
    }
}
