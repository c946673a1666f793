using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;
using ProxyAware.Upstream.Handlers;

namespace ProxyAware.Tests.Upstream;

/// <summary>No TLS setting of an app's handler is dropped in silence: it is refused by name, with the option that stands for it.</summary>
public sealed class SslOptionsRulesTests
{
#pragma warning disable CA1416 // The tests run on Linux.
    public static TheoryData<string, string, Action<SslClientAuthenticationOptions>> Settings() => new()
    {
        { "RemoteCertificateValidationCallback", "use Verification", o => o.RemoteCertificateValidationCallback = (_, _, _, errors) => errors == 0 },
        { "CertificateChainPolicy", "use TrustedCertificateFile", o => o.CertificateChainPolicy = new() },
        { "CertificateRevocationCheckMode", "use RevocationMode", o => o.CertificateRevocationCheckMode = X509RevocationMode.Online },
        { "CertificateRevocationCheckMode", "use RevocationMode", o => o.CertificateRevocationCheckMode = X509RevocationMode.Offline },
        { "ClientCertificateContext", "use ClientCertificateFile", o => o.ClientCertificateContext = SslStreamCertificateContext.Create(TestPki.Client.Certificate, additionalCertificates: null, offline: true) },
        { "ClientCertificates", "use ClientCertificateFile", o => o.ClientCertificates = [TestPki.Client.Certificate] },
        { "LocalCertificateSelectionCallback", "use ClientCertificateFile", o => o.LocalCertificateSelectionCallback = (_, _, _, _, _) => TestPki.Client.Certificate },
        { "EnabledSslProtocols", "use Protocols", o => o.EnabledSslProtocols = SslProtocols.Tls12 },
        { "CipherSuitesPolicy", "use CipherSuites", o => o.CipherSuitesPolicy = new([TlsCipherSuite.TLS_AES_256_GCM_SHA384]) },
        { "TargetHost", "use ServerName", o => o.TargetHost = "x" },
        { "AllowTlsResume", "use AllowSessionResumption", o => o.AllowTlsResume = false },
        { "ApplicationProtocols", "version of each request", o => o.ApplicationProtocols = [SslApplicationProtocol.Http11] },
        { "ApplicationProtocols", "version of each request", o => o.ApplicationProtocols = [] },
#pragma warning disable SYSLIB0040 // That it is refused is the point.
        { "EncryptionPolicy", "always required", o => o.EncryptionPolicy = EncryptionPolicy.AllowNoEncryption },
#pragma warning restore SYSLIB0040
        { "AllowRenegotiation", "use Protocols", o => o.AllowRenegotiation = false },
        { "AllowRsaPkcs1Padding", "no option for it", o => o.AllowRsaPkcs1Padding = false },
        { "AllowRsaPssPadding", "no option for it", o => o.AllowRsaPssPadding = false },
    };
#pragma warning restore CA1416

    [Theory]
    [MemberData(nameof(Settings))]
    public void Conflict_Setting_IsNamedWithWhatToUse(string property, string instead, Action<SslClientAuthenticationOptions> configure)
    {
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var handler = new SocketsHttpHandler();
        configure(handler.SslOptions);
        var message = Assert.Throws<InvalidOperationException>(() => handler.UseUpstreamTls(upstream)).Message;
        Assert.Contains($"SslOptions have set {property} (", message);
        Assert.Contains(instead, message);
    }

    // A property that a later framework adds must not be forgotten.
    [Fact]
    public void Conflict_Settings_AreAllOfTheType() => Assert.Equal(
        typeof(SslClientAuthenticationOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name).Order(StringComparer.Ordinal),
        Settings().Select(row => (string)row[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Conflict_Defaults_AreNone()
    {
        Assert.Null(SslOptionsRules.Conflict(new()));
        Assert.Null(SslOptionsRules.Conflict(new() { ClientCertificates = [] }));
    }
}
