using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Pins;

namespace ProxyAware.Tests.Upstream.Pins;

public class CertificatePinTests
{
    private const string Lower = "305f1a5745a2e87f90ef68c3841ddc6e904ae6f4c25f86d3ff83ded9c2b6622b";
    private const string Upper = "305F1A5745A2E87F90EF68C3841DDC6E904AE6F4C25F86D3FF83DED9C2B6622B";
    private const string Colons = "30:5F:1A:57:45:A2:E8:7F:90:EF:68:C3:84:1D:DC:6E:90:4A:E6:F4:C2:5F:86:D3:FF:83:DE:D9:C2:B6:62:2B";

    [Theory]
    [InlineData(Lower)]
    [InlineData(Upper)]
    [InlineData(Colons)]
    [InlineData("sha256:" + Lower)]
    [InlineData("SHA256:" + Colons)]
    [InlineData("sha256 Fingerprint=" + Colons)] // openssl x509 -fingerprint -sha256
    [InlineData("SHA256 Fingerprint=" + Colons)] // the same of OpenSSL 1.1
    [InlineData("  " + Lower + "\n")]
    public void TryParse_EverySpelling_GivesTheHash(string text)
    {
        Assert.True(CertificatePin.TryParse(text, out var pin, out var reason), reason);
        Assert.Null(reason);
        Assert.Equal(Lower, pin.ToString());
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("sha256:", "it is empty")]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709", "SHA-1")]
    [InlineData("DA:39:A3:EE:5E:6B:4B:0D:32:55:BF:EF:95:60:18:90:AF:D8:07:09", "SHA-1")]
    [InlineData("305f1a57", "this has 8")]
    [InlineData(Lower + "00", "this has 66")]
    [InlineData(Lower + "0", "64 hexadecimal digits")]
    [InlineData(Colons + ":", "64 hexadecimal digits")]
    [InlineData("30:5F1A5745A2E87F90EF68C3841DDC6E904AE6F4C25F86D3FF83DED9C2B6622B", "64 hexadecimal digits")]
    [InlineData("305f1a5745a2e87f90ef68c3841ddc6e904ae6f4c25f86d3ff83ded9c2b6622g", "64 hexadecimal digits")]
    [InlineData("\u200E" + Lower, "invisible")] // the left-to-right mark that the certificate window of Windows copies
    [InlineData("Ugwv1Q0MurJdDQoCwFnveqOrtcw7EDr4u+R5LYBxGVY=", "belongs into Pins")]
    public void TryParse_AnythingElse_SaysWhatItIs(string text, string expected)
    {
        Assert.False(CertificatePin.TryParse(text, out var pin, out var reason));
        Assert.Contains(expected, reason, StringComparison.Ordinal);
        Assert.Equal(default, pin);
    }

    // The expected hashes were made with: openssl x509 -noout -fingerprint -sha256
    [Theory]
    [InlineData(KnownCertificates.Ecdsa, Colons)]
    [InlineData(KnownCertificates.Rsa, "77:10:E7:03:A9:28:48:E6:79:97:7F:A1:9E:E5:69:04:83:4A:91:A9:8B:94:84:D8:1F:6D:E3:4B:D7:E3:E4:C5")]
    [InlineData(KnownCertificates.Ed25519, "81:49:D1:A6:4F:5E:04:35:59:D5:41:47:FB:DD:9C:47:3D:22:BC:92:4B:1E:A6:E9:21:3E:A8:7E:B5:E2:DC:21")]
    public void Of_Certificate_IsWhatOpenSslPrints(string pem, string expected)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        Assert.True(CertificatePin.TryParse(expected, out var pin, out var reason), reason);
        Assert.Equal(pin, CertificatePin.Of(certificate));
    }
}
