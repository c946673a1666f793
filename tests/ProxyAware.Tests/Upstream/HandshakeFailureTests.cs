using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary>Servers that end a handshake before there is a certificate to judge: each is recognised, and people are told what to do.</summary>
public sealed class HandshakeFailureTests
{
    [Theory]
    [InlineData(nameof(Misbehaviour.PlainHttp), UpstreamTlsReason.NotTls, "plain HTTP")]
    [InlineData(nameof(Misbehaviour.Garbage), UpstreamTlsReason.NotTls, "does not speak TLS")]
    [InlineData(nameof(Misbehaviour.CloseOnAccept), UpstreamTlsReason.ConnectionClosed, "closed the connection")]
    [InlineData(nameof(Misbehaviour.CloseAfterClientHello), UpstreamTlsReason.ConnectionClosed, "closed the connection")]
    [InlineData(nameof(Misbehaviour.ResetAfterClientHello), UpstreamTlsReason.ConnectionClosed, "closed the connection")]
    public async Task Misbehaviour_IsRecognised(string kind, UpstreamTlsReason reason, string says)
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { Misbehaviour = Enum.Parse<Misbehaviour>(kind) });
        var refused = await Calls.RefusedAsync(Calls.Trusting(), server.Url);
        Assert.Equal(reason, refused.Reason);
        Assert.Contains(says, refused.Message);
        Assert.Equal($"127.0.0.1:{server.Port}", refused.Endpoint);
    }

    [Theory]
    [InlineData(nameof(Misbehaviour.Silence), "said nothing")]
    [InlineData(nameof(Misbehaviour.DrippingHandshake), "was not finished")]
    public async Task SlowHandshake_EndsWithTheTimeout(string kind, string says)
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { Misbehaviour = Enum.Parse<Misbehaviour>(kind) });
        var options = Calls.Trusting();
        options.HandshakeTimeout = TimeSpan.FromMilliseconds(400);
        var refused = await Calls.RefusedAsync(options, server.Url);
        Assert.Equal(UpstreamTlsReason.HandshakeTimeout, refused.Reason);
        Assert.Contains(says, refused.Message);
    }

    [Fact]
    public async Task CancelledByTheCaller_IsACancellation()
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { Misbehaviour = Misbehaviour.Silence });
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var client = Calls.Client(upstream);
        using var cancel = new CancellationTokenSource();
        var call = client.GetStringAsync(server.Url, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, SslProtocols.Tls13)]
    [InlineData(SslProtocols.Tls13, SslProtocols.Tls12)]
    public async Task NoCommonProtocol_IsNamed(SslProtocols ours, SslProtocols theirs)
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { Protocols = theirs });
        var options = Calls.Trusting();
        options.Protocols = ours;
        var refused = await Calls.RefusedAsync(options, server);
        Assert.Equal(UpstreamTlsReason.ProtocolVersion, refused.Reason);
        Assert.Contains(ours.ToString(), refused.Message);

        options.Protocols = theirs;
        await Calls.AcceptedAsync(options, server.Url);
        Assert.Contains(theirs, server.Protocols);
    }

    [Fact]
    public async Task NoCommonCipherSuite_IsRefused_AndTheConfiguredOneIsUsed()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        var options = Calls.Trusting();
        options.Protocols = SslProtocols.Tls12;
        options.CipherSuites = ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"]; // the server has an ECDSA key
        var refused = await Calls.RefusedAsync(options, server);
        Assert.Equal(UpstreamTlsReason.HandshakeRefused, refused.Reason);
        Assert.Contains("CipherSuites", refused.Message);
        options.CipherSuites = ["TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"];
        await Calls.AcceptedAsync(options, server.Url);
    }

    [Fact]
    public async Task NobodyListens_StaysAnOrdinaryConnectionError()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound, so that nobody else takes the port, and not listening
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var client = Calls.Client(upstream);
        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri($"https://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}/")));
        Assert.Equal(HttpRequestError.ConnectionError, thrown.HttpRequestError);
    }

    [Fact]
    public async Task Refusal_IsAnAuthenticationException_AndASecureConnectionError()
    {
        await using var server = new TlsTestServer(TestPki.Expired);
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var client = Calls.Client(upstream);
        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(server.Url));
        Assert.Equal(HttpRequestError.SecureConnectionError, thrown.HttpRequestError);
        Assert.IsAssignableFrom<AuthenticationException>(thrown.InnerException);
    }

    [Fact]
    public async Task Refusals_AreWarnedOfOncePerCause()
    {
        await using var server = new TlsTestServer(TestPki.Expired);
        using var log = new RecordingLogger();
        using var upstream = UpstreamTls.Create(Calls.Trusting(), log);
        using var client = Calls.Client(upstream);
        for (var i = 0; i < 3; i++)
        {
            await Calls.RefusedAsync(client, server.Url);
        }

        Assert.Single(log.At(LogLevel.Warning), line => line.StartsWith("PA5206", StringComparison.Ordinal));
        Assert.Equal(2, log.At(LogLevel.Debug).Count(line => line.StartsWith("PA5206", StringComparison.Ordinal)));
    }
}
