using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;

namespace ProxyAware.Tests.Robustness;

/// <summary>JSON can write a NUL; no file has one in its name.</summary>
public class FileNameTests
{
    private const string Name = "a\0b";

    [Fact]
    public void TrustProxy_FileNameWithNul_IsAProblemAmongOthers()
    {
        Assert.False(ProxyTrust.TryParse("file:" + Name, out _, out var error));
        Assert.Contains("cannot be read", error, StringComparison.Ordinal);
        var exception = Assert.Throws<ProxyAwareConfigurationException>(() => Requests.Resolver("file:" + Name, o => o.UrlRoot = "/a//b"));
        Assert.Equal(2, exception.Problems.Count);
    }

    [Fact]
    public void Upstream_FileNameWithNul_IsAProblem()
    {
        Fails(o => o.TrustedCertificateFile = Name);
        Fails(o => o.CertificateRevocationListFiles = [Name]);
        Fails(o => o.ClientCertificateFile = Name);
        Fails(o =>
        {
            o.Verification = UpstreamVerification.TrustOnFirstUse;
            o.PinStoreFile = Name;
        });

        static void Fails(Action<UpstreamTlsOptions> configure)
        {
            var options = new UpstreamTlsOptions { ServerName = TestPki.ServerName };
            configure(options);
            Assert.NotEmpty(Assert.Throws<ProxyAwareConfigurationException>(() => UpstreamTls.Create(options)).Problems);
        }
    }

    /// <summary>A curve that the platform does not know: 1.2.840.10045.3.1.7 (P-256) with another last number.</summary>
    [Fact]
    public void ClientKey_OnAnUnknownCurve_IsAProblemWithAFix()
    {
        var der = TestPki.Client.Key is System.Security.Cryptography.ECDsa key ? key.ExportECPrivateKey() : [];
        var at = der.AsSpan().IndexOf<byte>([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]);
        der[at + 7] = 0x77;
        var pem = System.Security.Cryptography.PemEncoding.WriteString("EC PRIVATE KEY", der);
        Assert.Null(ProxyAware.Upstream.Certificates.PrivateKeyPem.Read(pem, ProxyAware.Upstream.Certificates.Oids.EllipticCurve, [], out var problem));
        Assert.NotEmpty(problem.Fix);
    }
}
