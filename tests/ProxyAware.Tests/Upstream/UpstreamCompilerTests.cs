using System.Security.Authentication;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary>What is found at start instead of at the first request.</summary>
public sealed class UpstreamCompilerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, UpstreamTlsOptions> Contradictions()
    {
        var pin = TestPin.Unused;
        var pem = TestPki.Root.Pem;
        return new()
        {
            { "Verification", "CustomCa needs", new() { Verification = UpstreamVerification.CustomCa } },
            { "Verification", "PinOnly needs", new() { Verification = UpstreamVerification.PinOnly } },
            { "Verification", "TrustOnFirstUse needs", new() { Verification = UpstreamVerification.TrustOnFirstUse } },
            { "TrustedCertificates", "no effect with Verification System", new() { Verification = UpstreamVerification.System, TrustedCertificates = [pem] } },
            { "TrustedCertificates", "no effect with Verification PinOnly", new() { Verification = UpstreamVerification.PinOnly, TrustedCertificates = [pem], Pins = [pin] } },
            { "Pins", "no effect with Verification DangerousNone", new() { Verification = UpstreamVerification.DangerousNone, AllowDangerousVerificationInProduction = true, Pins = [pin] } },
            { "CertificatePins", "no effect with Verification DangerousNone", new() { Verification = UpstreamVerification.DangerousNone, AllowDangerousVerificationInProduction = true, CertificatePins = [new string('a', 64)] } },
            { "VerifyName", "no effect with Verification DangerousNone", new() { Verification = UpstreamVerification.DangerousNone, AllowDangerousVerificationInProduction = true, VerifyName = "a.test" } },
            { "Pins", "no effect with Verification TrustOnFirstUse", new() { Verification = UpstreamVerification.TrustOnFirstUse, PinStoreFile = "s", Pins = [pin] } },
            { "PinStoreFile", "no effect with Verification System", new() { PinStoreFile = "s" } },
            { "MaxIntermediateCertificates", "no effect with Verification PinOnly", new() { Verification = UpstreamVerification.PinOnly, Pins = [pin], MaxIntermediateCertificates = 1 } },
            { "RevocationMode", "no effect with Verification PinOnly", new() { Verification = UpstreamVerification.PinOnly, Pins = [pin], RevocationMode = UpstreamRevocationMode.Online } },
            { "AllowWeakCertificates", "no effect with Verification PinOnly", new() { Verification = UpstreamVerification.PinOnly, Pins = [pin], AllowWeakCertificates = true } },
            { "RevocationScope", "where revocation", new() { RevocationScope = UpstreamRevocationScope.LeafOnly } },
            { "ClientCertificateKeyFile", "without a certificate", new() { ClientCertificateKeyFile = "k" } },
            { "ClientCertificateKeyPasswordFile", "without a certificate", new() { ClientCertificateKeyPasswordFile = "k" } },
            { "Verification", "not the environment Development", new() { Verification = UpstreamVerification.DangerousNone } },
            { "Verification", "no such mode", new() { Verification = (UpstreamVerification)77 } },
            { "MaxIntermediateCertificates", "negative", new() { MaxIntermediateCertificates = -1 } },
            { "ServerName", "it is a URL", new() { ServerName = "https://a.test" } },
            { "ServerName", "it has a port", new() { ServerName = "a.test:443" } },
            { "ServerName", "it has a path", new() { ServerName = "a.test/x" } },
            { "VerifyName", "it is a pattern", new() { VerifyName = "*.a.test" } },
#pragma warning disable SYSLIB0039, CA5397 // That it is refused is the point.
            { "Protocols", "only TLS 1.2 and 1.3", new() { Protocols = SslProtocols.Tls11 | SslProtocols.Tls12 } },
#pragma warning restore SYSLIB0039, CA5397
            { "Protocols", "only TLS 1.2 and 1.3", new() { Protocols = SslProtocols.None } },
            { "CipherSuites", "no cipher suite", new() { CipherSuites = ["TLS_AES_256_GCM_SHA385"] } },
            { "HandshakeTimeout", "longer than nothing", new() { HandshakeTimeout = TimeSpan.Zero } },
            { "Pins", "", new() { Pins = ["sha256/short"] } },
            { "CertificatePins", "", new() { CertificatePins = ["abc"] } },
            { "Pins", "all pins have expired", new() { Pins = [new UpstreamPin { Sha256 = pin, ExpiresOn = new DateOnly(2001, 1, 1) }] } },
            { "TrustedCertificates", "no certificate in PEM", new() { TrustedCertificates = ["x"] } },
            { "TrustedCertificates", "private key", new() { TrustedCertificates = [TestPki.Root.KeyPem] } },
            { "TrustedCertificates", "no self-issued certificate", new() { TrustedCertificates = [TestPki.Intermediate.Pem] } },
            { "TrustedCertificateFile", "cannot be read", new() { TrustedCertificateFile = "/nonexistent/ca.pem" } },
            { "CertificateRevocationListFiles", "cannot be read", new() { CertificateRevocationListFiles = ["/nonexistent/ca.crl"] } },
            { "ClientCertificateFile", "cannot be read", new() { ClientCertificateFile = "/nonexistent/c.pem" } },
        };
    }

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Nonsense_StopsTheStart_WithAFix(string key, string reason, UpstreamTlsOptions options)
    {
        var thrown = Assert.Throws<ProxyAwareConfigurationException>(() => UpstreamTls.Create(options));
        var problem = Assert.Single(thrown.Problems);
        Assert.Equal($"UpstreamTlsOptions:{key}", problem.Key);
        Assert.Contains(reason, problem.Reason);
        Assert.NotEmpty(problem.Fix);
        Assert.StartsWith("PA50", problem.Code);
    }

    [Fact]
    public void Problems_AreAllReported()
    {
        var options = new UpstreamTlsOptions { ServerName = "a:1", Pins = ["x"], HandshakeTimeout = TimeSpan.Zero, TrustedCertificateFile = "/nonexistent/ca.pem" };
        Assert.Equal(4, Assert.Throws<ProxyAwareConfigurationException>(() => UpstreamTls.Create(options)).Problems.Count);
    }

    [Theory]
    [InlineData("empty", "is empty")]
    [InlineData("no key", "holds no private key")]
    [InlineData("other key", "does not belong")]
    [InlineData("other kind", "of another kind")]
    [InlineData("old encryption", "openssl pkcs8 -topk8")]
    [InlineData("no password", "there is no password")]
    [InlineData("wrong password", "none of the passwords")]
    [InlineData("ed25519", "Ed25519")]
    [InlineData("rsa-pss", "RSA-PSS")]
    [InlineData("pfx password", "one of the passwords opens")]
    [InlineData("no certificate", "holds no certificate")]
    public void ClientCertificate_ThatCannotBeUsed_IsExplained(string form, string says)
    {
        var client = TestPki.Client;
        var pem = _folder.Write("c.pem", form == "no certificate" ? client.KeyPem : client.Pem);
        var options = new UpstreamTlsOptions
        {
            ClientCertificateFile = pem,
            ClientCertificateKeyFile = form switch
            {
                "no key" or "pfx password" => null,
                "empty" => _folder.Write("c.key", ""),
                "other key" => _folder.Write("c.key", TestPki.RotatedOtherKey.KeyPem),
                "other kind" => _folder.Write("c.key", TestPki.RsaClient.KeyPem),
                "old encryption" => _folder.Write("c.key", "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"),
                "no password" or "wrong password" => _folder.Write("c.key", client.EncryptedKeyPem("secret")),
                // { 0, { algorithm }, OCTET STRING }
                "ed25519" => _folder.Write("c.key", Key(0x30, 0x0C, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x00)),
                "rsa-pss" => _folder.Write("c.key", Key(0x30, 0x12, 0x02, 0x01, 0x00, 0x30, 0x0B, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A, 0x04, 0x00)),
                _ => _folder.Write("c.key", client.KeyPem),
            },
            ClientCertificateKeyPasswordFile = form is "wrong password" or "pfx password" ? _folder.Write("p", "a\nb\n") : null,
        };
        if (form == "pfx password")
        {
            File.WriteAllBytes(pem, client.Pfx("secret"));
        }

        var problem = Assert.Single(Assert.Throws<ProxyAwareConfigurationException>(() => UpstreamTls.Create(options)).Problems);
        Assert.Equal("PA5003", problem.Code);
        Assert.Contains(says, problem.ToString());
    }

    [Fact]
    public void EmptyFileOfAuthorities_IsAnError()
    {
        var thrown = Assert.Throws<ProxyAwareConfigurationException>(() => UpstreamTls.Create(new() { TrustedCertificateFile = _folder.Write("ca.pem", "") }));
        Assert.Contains("is empty", Assert.Single(thrown.Problems).Reason);
    }

    [Theory]
    [InlineData("one pin", "PA5102")]
    [InlineData("expired pin", "PA5103")]
    [InlineData("expired anchor", "PA5108")]
    [InlineData("ciphers", "PA5105")]
    [InlineData("nothing", "PA5101")]
    public void Doubts_AreWarnedOf(string what, string code)
    {
        using var log = new RecordingLogger();
        var pin = TestPin.Of(TestPki.Leaf);
        using var upstream = UpstreamTls.Create(
            what switch
            {
                "one pin" => Calls.Pinning(pin),
                "expired pin" => Calls.Pinning(pin, TestPin.Unused, new UpstreamPin { Sha256 = TestPin.Of(TestPki.RotatedOtherKey), ExpiresOn = new DateOnly(2001, 1, 1) }),
                "expired anchor" => Calls.Trusting(TestPki.SelfSignedExpired),
                "ciphers" => new() { CipherSuites = ["TLS_AES_256_GCM_SHA384"], Protocols = SslProtocols.Tls13, AllowSessionResumption = true },
                _ => TestPin.Nothing(),
            },
            log);
        Assert.StartsWith(code, Assert.Single(log.At(Microsoft.Extensions.Logging.LogLevel.Warning)));
    }

    [Fact]
    public void Options_ThatAreChangedLater_ChangeNothing()
    {
        var options = Calls.Trusting();
        using var upstream = UpstreamTls.Create(options);
        options.Verification = UpstreamVerification.DangerousNone;
        options.TrustedCertificates.Clear();
        upstream.State.Reload();
        Assert.Null(upstream.State.Failure);
        Assert.Equal(UpstreamVerification.CustomCa, upstream.State.Current.Verification);
    }

    private static string Key(params byte[] pkcs8) => new(System.Security.Cryptography.PemEncoding.Write("PRIVATE KEY", pkcs8));
}
