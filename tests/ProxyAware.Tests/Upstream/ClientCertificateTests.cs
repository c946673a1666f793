using System.Security.Authentication;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

public sealed class ClientCertificateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Certificate_IsShown_WithItsIntermediates()
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { RequireClientCertificate = true });
        using var upstream = UpstreamTls.Create(With(_folder.Write("c.pem", TestPki.ClientUnderOne.ChainPem), _folder.Write("c.key", TestPki.ClientUnderOne.KeyPem)));
        using var client = Calls.Client(upstream);
        Assert.Equal("hello", await client.GetStringAsync(server.Url));
        Assert.Equal(TestPki.Intermediate.Certificate.Thumbprint, Assert.Single(upstream.State.Current.ClientCertificate!.IntermediateCertificates).Thumbprint);
        Assert.Equal("CN=Test Client 1", Assert.Single(server.ClientSubjects));
    }

    [Theory]
    [InlineData("combined")]
    [InlineData("traditional")]
    [InlineData("rsa")]
    [InlineData("encrypted")]
    [InlineData("pfx")]
    [InlineData("pfx without password")]
    public async Task EveryForm_IsRead(string form)
    {
        var client = form == "rsa" ? TestPki.RsaClient : TestPki.Client;
        var options = Calls.Trusting();
        options.ClientCertificateFile = form.StartsWith("pfx", StringComparison.Ordinal)
            ? Write("c.pfx", client.Pfx(form == "pfx" ? "secret" : null))
            : _folder.Write("c.pem", client.ChainPem + (form == "combined" ? client.KeyPem : ""));
        options.ClientCertificateKeyFile = form switch
        {
            "traditional" or "rsa" => _folder.Write("c.key", client.TraditionalKeyPem),
            "encrypted" => _folder.Write("c.key", client.EncryptedKeyPem("secret")),
            _ => null,
        };
        options.ClientCertificateKeyPasswordFile = form is "encrypted" or "pfx" ? _folder.Write("passwords", "wrong\nsecret\n") : null;

        await using var server = new TlsTestServer(new TlsTestServerOptions { RequireClientCertificate = true });
        await Calls.AcceptedAsync(options, server.Url);
        Assert.Equal(client.Certificate.Subject, Assert.Single(server.ClientSubjects));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, false)]
    [InlineData(SslProtocols.Tls13, false)]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
    public async Task Missing_IsRecognised(SslProtocols protocol, bool synchronous)
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { RequireClientCertificate = true, Protocols = protocol });
        var refused = await ClientRefusedAsync(Calls.Trusting(), server, synchronous);
        Assert.Equal(UpstreamTlsReason.ClientCertificateRefused, refused.Reason);
        Assert.Contains("sent was: none", refused.Message);
        Assert.Contains("ClientCertificateFile", refused.Remedy);
        Assert.Equal(0, server.Requests);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Refused_IsRecognised_AndSaysWhatWasSent(SslProtocols protocol)
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { RequireClientCertificate = true, Protocols = protocol, AcceptClient = _ => false });
        var options = With(_folder.Write("c.pem", TestPki.StrangerClient.Pem), _folder.Write("c.key", TestPki.StrangerClient.KeyPem));
        var refused = await ClientRefusedAsync(options, server, synchronous: false);
        Assert.Equal(UpstreamTlsReason.ClientCertificateRefused, refused.Reason);
        Assert.Contains("CN=Stranger Client", refused.Message);
    }

    [Fact]
    public async Task Optional_IsNoReasonToRefuse()
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { AskForClientCertificate = true });
        await Calls.AcceptedAsync(Calls.Trusting(), server.Url);
        Assert.Empty(server.ClientSubjects);
    }

    private static async Task<UpstreamTlsException> ClientRefusedAsync(UpstreamTlsOptions options, TlsTestServer server, bool synchronous)
    {
        using var upstream = UpstreamTls.Create(options);
        using var client = Calls.Client(upstream);
        if (!synchronous)
        {
            return await Calls.RefusedAsync(client, server.Url);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url);
        return Calls.Explained(Assert.Throws<HttpRequestException>(() => client.Send(request)));
    }

    private static UpstreamTlsOptions With(string certificate, string key)
    {
        var options = Calls.Trusting();
        options.ClientCertificateFile = certificate;
        options.ClientCertificateKeyFile = key;
        return options;
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
