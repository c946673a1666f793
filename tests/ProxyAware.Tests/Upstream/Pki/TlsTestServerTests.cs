using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

public class TlsTestServerTests
{
    [Fact]
    public async Task Server_Request_IsAnsweredAndCounted()
    {
        await using var server = new TlsTestServer(TestPki.LeafUnderTwo);
        X509Certificate2[] sent = [];
        using var client = Client((_, chain) =>
        {
            sent = [.. chain.ChainPolicy.ExtraStore];
            return true;
        });

        Assert.Equal("hello", await client.GetStringAsync(server.Url));
        Assert.Equal("hello", await client.GetStringAsync(server.Url));

        Assert.Equal(1, server.Connections);
        Assert.Equal(1, server.Handshakes);
        Assert.Equal(2, server.Requests);
        Assert.Equal(server.RequestHeads.Sum(head => head.Replace("\n", "\r\n", StringComparison.Ordinal).Length + 2), server.ApplicationBytes);
        Assert.Equal(SslProtocols.Tls13, server.Protocols.Single());
        Assert.Contains(TestPki.Intermediate.PublicOnly, sent);
        Assert.Contains(TestPki.SecondIntermediate.PublicOnly, sent);
        Assert.DoesNotContain(TestPki.Root.PublicOnly, sent);
    }

    [Fact]
    public async Task Server_ClientRefusesTheCertificate_GetsNoApplicationByte()
    {
        await using var server = new TlsTestServer(TestPki.SelfSigned);
        using var client = Client((_, _) => false);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(server.Url));
        Assert.Equal(1, server.Connections);
        Assert.Equal(0, server.ApplicationBytes);
    }

    [Fact]
    public async Task Server_ClientCertificateRequired_DecidesAboutIt()
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { RequireClientCertificate = true, Protocols = SslProtocols.Tls12 });
        using var without = Client((_, _) => true);
        await Assert.ThrowsAsync<HttpRequestException>(() => without.GetStringAsync(server.Url));

        using var with = Client((_, _) => true, TestPki.Client);
        Assert.Equal("hello", await with.GetStringAsync(server.Url));
        Assert.Equal(["CN=Test Client"], server.ClientSubjects);
        Assert.Equal(SslProtocols.Tls12, server.Protocols.Single());
    }

    [Fact]
    public async Task Server_NameInClientHello_PicksTheCertificate()
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { CertificateForName = name => name == "other.test" ? TestPki.OtherName : TestPki.Leaf });
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", server.Port);
        await using var tls = new SslStream(tcp.GetStream(), false, (_, peer, _, _) => peer is not null);
        await tls.AuthenticateAsClientAsync("other.test");
        Assert.Equal(TestPki.OtherName.PublicOnly, tls.RemoteCertificate);
        Assert.Equal(["other.test"], server.ServerNames);
    }

    [Theory]
    [InlineData(Misbehaviour.PlainHttp)]
    [InlineData(Misbehaviour.CloseOnAccept)]
    [InlineData(Misbehaviour.CloseAfterClientHello)]
    [InlineData(Misbehaviour.ResetAfterClientHello)]
    [InlineData(Misbehaviour.Garbage)]
    internal async Task Misbehaviour_ThatEnds_FailsTheHandshake(Misbehaviour misbehaviour)
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { Misbehaviour = misbehaviour });
        using var client = Client((_, _) => true);
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(server.Url));
        Assert.Equal(HttpRequestError.SecureConnectionError, exception.HttpRequestError);
        Assert.Equal(0, server.Handshakes);
    }

    [Theory]
    [InlineData(Misbehaviour.DrippingHandshake)]
    [InlineData(Misbehaviour.Silence)]
    internal async Task Misbehaviour_ThatDoesNotEnd_HangsTheHandshake(Misbehaviour misbehaviour)
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { Misbehaviour = misbehaviour });
        using var client = Client((_, _) => true);
        client.Timeout = TimeSpan.FromSeconds(1);
        await Assert.ThrowsAsync<TaskCanceledException>(() => client.GetStringAsync(server.Url));
        Assert.Equal(0, server.Handshakes);
    }

    private static HttpClient Client(Func<X509Certificate2, X509Chain, bool> accept, TestCertificate? certificate = null)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, peer, chain, _) => accept((X509Certificate2)peer!, chain!);
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate.Certificate, [.. certificate.Intermediates], offline: true);
        }

        return new HttpClient(handler);
    }
}
