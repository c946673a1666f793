using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Documentation;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;
using ProxyAware.Upstream.Reporting;

namespace ProxyAware.Tests.Upstream;

/// <summary>
/// Connections that end before the first answer, to servers that ask for a client certificate. Under TLS 1.3 a refusal of it shows there; so do a client that
/// gives up and a server that fails.
/// </summary>
public sealed class AfterHandshakeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLogger _log = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("none", "cancelled")]
    [InlineData("none", "disposed")]
    [InlineData("good", "cancelled")]
    [InlineData("good", "disposed")]
    public async Task Client_ThatGivesUp_IsNoRefusal(string certificate, string how)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new TlsTestServer(new TlsTestServerOptions
        {
            AskForClientCertificate = true,
            Respond = async (_, _, stop) =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, stop);
            },
        });
        using var upstream = UpstreamTls.Create(Options(certificate), _log);
        using var client = Calls.Client(upstream);
        using var cancel = new CancellationTokenSource();
        var call = client.GetStringAsync(server.Url, cancel.Token);
        await asked.Task;
        if (how == "cancelled")
        {
            await cancel.CancelAsync();
        }
        else
        {
            client.Dispose();
        }

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => call);
        AssertUnexplained(thrown);
        AssertNothingSaid(upstream);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("good")]
    public async Task Server_ThatHasAnswered_AndFailsLater_HasNotRefused(string certificate)
    {
        await using var server = Failing(after: 1);
        using var upstream = UpstreamTls.Create(Options(certificate), _log);
        using var client = Calls.Client(upstream);
        Assert.Equal("hello", await client.GetStringAsync(server.Url));
        for (var i = 0; i < 4; i++)
        {
            AssertUnexplained(await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(server.Url)));
        }

        AssertNothingSaid(upstream);
        Assert.True(server.Handshakes >= 5);
    }

    /// <summary>Some servers just close the connection, so it may be a refusal; but nobody knows.</summary>
    [Theory]
    [InlineData("none", "If it wants a certificate, set ClientCertificateFile")]
    [InlineData("good", "If it does not take that certificate, check that it trusts its issuer")]
    public async Task Server_ThatNeverAnswered_AndClosesWithoutAWord_MayHaveRefused(string certificate, string remedy)
    {
        await using var server = Failing(after: 0);
        using var upstream = UpstreamTls.Create(Options(certificate, resumption: false), _log); // in a resumed session nothing is asked
        using var client = Calls.Client(upstream);
        for (var i = 1; i <= RefusalConcerns.Repeated; i++)
        {
            var refused = await Calls.RefusedAsync(client, server.Url);
            Assert.Equal(UpstreamTlsReason.ClientCertificateRefused, refused.Reason);
            Assert.Contains("did not say why", refused.Message, StringComparison.Ordinal);
            Assert.StartsWith(remedy, refused.Remedy, StringComparison.Ordinal);
            Assert.Contains("its log tells why", refused.Remedy, StringComparison.Ordinal);

            // Its handshakes are accepted in between.
            Assert.Equal(i, Peer(upstream).Refusals);
            Assert.Equal(i == RefusalConcerns.Repeated ? ["PA5225"] : [], Concerns(upstream));
        }
    }

    [ShellTheory("openssl")]
    [InlineData("none", "CertificateRequired")]
    [InlineData("stranger", "UnknownCa")]
    public async Task Server_ThatSaysThatItRefuses_IsBelievedAtOnce(string certificate, string alert)
    {
        using var server = await OpenSslServer.StartAsync(_folder, demands: true);
        using var upstream = UpstreamTls.Create(Options(certificate), _log);
        using var client = Calls.Client(upstream);
        var refused = await Calls.RefusedAsync(client, server.Url);
        Assert.Equal(UpstreamTlsReason.ClientCertificateRefused, refused.Reason);
        Assert.Contains($"the alert {alert}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["PA5225"], Concerns(upstream));
    }

    [ShellTheory("openssl")]
    [InlineData("none", true)]
    [InlineData("none", false)]
    public async Task Server_ThatHasAnswered_AndSaysLaterThatItRefuses_IsBelieved(string certificate, bool resumption)
    {
        using var upstream = UpstreamTls.Create(Options(certificate, resumption), _log);
        using var client = Calls.Client(upstream);
        int port;
        using (var generous = await OpenSslServer.StartAsync(_folder, demands: false))
        {
            port = generous.Port;
            await client.GetStringAsync(generous.Url);
        }

        using (var strict = await OpenSslServer.StartAsync(_folder, demands: true, port))
        {
            Assert.Equal(UpstreamTlsReason.ClientCertificateRefused, (await Calls.RefusedAsync(client, strict.Url)).Reason);
            Assert.Equal(["PA5225"], Concerns(upstream));
        }

        using var mended = await OpenSslServer.StartAsync(_folder, demands: false, port);
        await client.GetStringAsync(mended.Url);
        AssertNothingStands(upstream);
    }

    [Fact]
    public void Refusal_ThatARequestDidNotCause_IsNotItsReason()
    {
        using var upstream = UpstreamTls.Create(Calls.Trusting(), _log);
        var log = upstream.HandshakeLog;
        var before = log.LastClientRefusal;
        var refusal = new UpstreamTlsException("x", "a.test:443", new(UpstreamTlsReason.ClientCertificateRefused, "refused", "Do something"));
        log.ClientRefused(refusal);
        Assert.Same(refusal, log.FindClientRefusal("A.test:443", before));
        Assert.Same(refusal, log.FindClientRefusal("a.test:443", before)); // of another request on that connection
        Assert.Null(log.FindClientRefusal("b.test:443", before));
        Assert.Null(log.FindClientRefusal("a.test:443", log.LastClientRefusal)); // of one that began later
    }

    private static TlsTestServer Failing(int after)
    {
        var requests = 0;
        return new(new TlsTestServerOptions
        {
            AskForClientCertificate = true,
            Respond = async (stream, _, stop) =>
            {
                if (Interlocked.Increment(ref requests) > after)
                {
                    throw new IOException("The server fails.");
                }

                await HelloAndCloseAsync(stream, "", stop);
            },
        });
    }

    // The next request has a connection of its own.
    private static async Task HelloAndCloseAsync(Stream stream, string head, CancellationToken stop) =>
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"u8.ToArray(), stop);

    private static void AssertUnexplained(Exception thrown)
    {
        for (var e = thrown; e is not null; e = e.InnerException)
        {
            Assert.IsNotType<UpstreamTlsException>(e);
        }
    }

    private static PeerSnapshot Peer(UpstreamTls upstream) => Assert.Single(upstream.State.Journal.Peers);

    private static string[] Concerns(UpstreamTls upstream) =>
        [.. RefusalConcerns.Find(SnapshotBuilder.Build(upstream.State, isUsed: true)!, upstream.State.Time.GetUtcNow()).Select(c => c.Finding.Code)];

    private static void AssertNothingStands(UpstreamTls upstream)
    {
        Assert.Equal((null, 0L, null), (Peer(upstream).Refusal, Peer(upstream).Refusals, Peer(upstream).RefusedSince));
        Assert.Empty(Concerns(upstream));
    }

    private void AssertNothingSaid(UpstreamTls upstream)
    {
        AssertNothingStands(upstream);
        Assert.DoesNotContain(_log.Lines, l => l.Level > LogLevel.Information && l.Text.Contains("PA5", StringComparison.Ordinal));
        Assert.Equal(0, upstream.HandshakeLog.LastClientRefusal);
    }

    private UpstreamTlsOptions Options(string certificate, bool resumption = true)
    {
        var options = Calls.Trusting();
        options.AllowSessionResumption = resumption;
        if (certificate == "none")
        {
            return options;
        }

        var client = certificate == "good" ? TestPki.Client : TestPki.StrangerClient;
        options.ClientCertificateFile = _folder.Write("c.pem", client.ChainPem);
        options.ClientCertificateKeyFile = _folder.Write("c.key", client.KeyPem);
        return options;
    }
}
