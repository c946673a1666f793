using System.Security.Authentication;
using ProxyAware.Tests.Upstream.Pki;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>A server that ends the handshake of everybody it does not know. Under TLS 1.3 that shows only behind the handshake.</summary>
public sealed class ProbeClientCertificateTests
{
    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Probe_WithoutCertificate_IsToldToShowOne(SslProtocols protocols)
    {
        await using var server = Server(protocols);

        var run = await ProbeRun.OfAsync($"{server.Url}", "Verification=PinOnly", $"Pins={PinText.Of(TestPki.Leaf)}");

        Assert.True(run.ExitCode == 1, run.All);
        Assert.Contains("PA5225", run.Output, StringComparison.Ordinal);
        Assert.Contains("ClientCertificateFile", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Probe_WithItsCertificate_IsLetIn(SslProtocols protocols)
    {
        using var files = new BackendFiles();
        await using var server = Server(protocols);

        var run = await ProbeRun.OfAsync(
            $"{server.Url}",
            "Verification=PinOnly",
            $"Pins={PinText.Of(TestPki.Leaf)}",
            $"ClientCertificateFile={files.Certificate(TestPki.Client)}",
            $"ClientCertificateKeyFile={files.Key(TestPki.Client)}");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Contains("CN=Test Client", server.ClientSubjects);
    }

    private static TlsTestServer Server(SslProtocols protocols) => new(new TlsTestServerOptions { Protocols = protocols, RequireClientCertificate = true });
}
