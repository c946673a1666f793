using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary>A server that is not verified yet must not choose where this machine sends requests.</summary>
public sealed class NoDownloadTests
{
    [Theory]
    [InlineData("System")]
    [InlineData("CustomCa")]
    [InlineData("PinOnly")]
    [InlineData("DangerousNone")]
    [InlineData("UseUpstreamTls")]
    [InlineData("net")]
    public async Task Issuer_ThatTheServerNames_IsNotFetched(string mode)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var server = Server(listener);
        var options = mode switch
        {
            "System" => new() { ServerName = TestPki.ServerName },
            "PinOnly" => Calls.Pinning(TestPin.Unused),
            "DangerousNone" => TestPin.Nothing(),
            _ => Calls.Trusting(),
        };
        using var upstream = UpstreamTls.Create(options);
        using var sockets = new SocketsHttpHandler().UseUpstreamTls(upstream);
        sockets.ConnectCallback = mode == "net" ? null : sockets.ConnectCallback;
        using var client = mode is "UseUpstreamTls" or "net" ? new HttpClient(sockets) : Calls.Client(upstream);
        var thrown = await Record.ExceptionAsync(() => client.GetStringAsync(server.Url));
        Assert.Equal(mode == "DangerousNone", thrown is null);
        Assert.False(listener.Pending(), "somebody asked for the issuer");
    }

    [Fact]
    public async Task TheFrameworkAlone_FetchesIt()
    {
        // Shows that the tests above would notice.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var server = Server(listener);
        using var client = new HttpClient(new SocketsHttpHandler());
        var call = client.GetStringAsync(server.Url);
        (await listener.AcceptSocketAsync()).Dispose();
        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    private static TlsTestServer Server(TcpListener issuerAddress)
    {
        var url = $"http://127.0.0.1:{((IPEndPoint)issuerAddress.LocalEndpoint).Port}/issuer.crt";
        var leaf = TestPki.Intermediate.Issue(CertificateSpec.Server(TestPki.ServerName) with { More = [new X509AuthorityInformationAccessExtension(null, [url])] });
        return new(new TlsTestServerOptions { Certificate = leaf, Sent = [] });
    }
}
