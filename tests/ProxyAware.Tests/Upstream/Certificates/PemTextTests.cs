using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Upstream.Certificates;

namespace ProxyAware.Tests.Upstream.Certificates;

/// <summary>What is cut off or damaged is seen, whatever else stands in the file.</summary>
public class PemTextTests
{
    /// <summary><c>{a}</c> and <c>{b}</c> are whole certificates, <c>{key}</c> is a private key, <c>{line}</c> a line of base64.</summary>
    [Theory]
    [InlineData("", false)]
    [InlineData("no certificate", false)]
    [InlineData("{a}{b}", false)]
    [InlineData("{a}{key}{b}", false)]
    [InlineData("# of 2030\n{a}\n# -----BEGIN CERTIFICATE-----\n# MIIB\n# -----END CERTIFICATE-----\n{b}# end", false)] // taken out by a comment
    [InlineData("{a}the line -----BEGIN CERTIFICATE----- begins one\n{b}", false)]
    [InlineData("Root\n-----\n{a}Other\n-----\n{b}-----\n", false)] // underlined names
    [InlineData("{a}-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n", false)] // no block to the framework
    [InlineData("-----BEGIN TRUSTED CERTIFICATE-----\n{line}\n-----END TRUSTED CERTIFICATE-----\n{a}", false)]
    [InlineData("-----BEGIN X509 CERTIFICATE-----\n{line}\n-----END X509 CERTIFICATE-----\n{a}", false)]
    [InlineData("-----BEGIN X509 CRL-----\n{line}\n-----END X509 CRL-----\n{a}", false)]
    [InlineData("-----BEGIN CERTIFICATE-----\n{line}", true)]
    [InlineData("{a}-----BEGIN CERTIFICATE-----\n{line}", true)]
    [InlineData("{a}\r\n  -----BEGIN CERTIFICATE-----\r\n{line}", true)]
    [InlineData("{a}-----BEGIN CERTIFICATE-----\n{line}\n-----END CERTIFICATE---", true)]
    [InlineData("{a}-----BEGIN CERTIFICATE-----", true)]
    [InlineData("{a}-----BEGIN CERTIFICATE----", true)]
    [InlineData("{a}-----BEG", true)]
    [InlineData("{a}--", true)]
    [InlineData("-----BEGIN CERTIFICATE-----\n{line}\n{a}", true)]
    [InlineData("-----BEGIN CERTIFICATE-----\n{line}*\n-----END CERTIFICATE-----\n{a}", true)]
    [InlineData("{line}\n-----END CERTIFICATE-----\n{a}", true)]
    [InlineData("{a}----BEGIN CERTIFICATE-----\n{line}\n-----END CERTIFICATE-----\n", true)]
    [InlineData("-----BEGIN CERTIFICATE----- {line} -----END CERTIFICATE----- -----BEGIN CERTIFICATE----- {line}", true)] // an environment variable on one line
    [InlineData("-----BEGIN CERTIFICATE----- {line} -----END CERTIFICATE----- -----BEGIN CERTIFICATE----- {line} -----END CERTIFICATE-----", false)]
    public void HasBrokenCertificate_Text_IsTold(string text, bool broken)
    {
        const string line = "MIIBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        text = text.Replace("{a}", TestPki.Root.Pem, StringComparison.Ordinal).Replace("{b}", TestPki.RsaRoot.Pem, StringComparison.Ordinal)
            .Replace("{key}", TestPki.Client.KeyPem, StringComparison.Ordinal).Replace("{line}", line, StringComparison.Ordinal);
        Assert.Equal(broken, PemText.HasBrokenCertificate(text));
        Assert.Equal(broken, PemText.HasBrokenCertificate(text.ReplaceLineEndings("\r\n")));
    }
}
