using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Pins;

namespace ProxyAware.Tests.Upstream.Pins;

public class SpkiPinTests
{
    private const string Plain = "Ugwv1Q0MurJdDQoCwFnveqOrtcw7EDr4u+R5LYBxGVY=";
    private const string Slash = "/gwv1Q0MurJdDQoCwFnveqOrtcw7EDr4u+R5LYBxGVY="; // a hash that begins with '/', as one of 64 does
    private const string Slashes = "//wv1Q0MurJdDQoCwFnveqOrtcw7EDr4u+R5LYBxGVY=";

    [Theory]
    [InlineData(Plain, Plain)]
    [InlineData("sha256/" + Plain, Plain)] // OkHttp
    [InlineData("sha256//" + Plain, Plain)] // curl
    [InlineData("SHA256/" + Plain, Plain)]
    [InlineData("pin-sha256=\"" + Plain + "\"", Plain)] // RFC 7469
    [InlineData("pin-sha256=\"" + Plain + "\";", Plain)]
    [InlineData("Pin-SHA256 = \" " + Plain + " \" ;", Plain)]
    [InlineData("pin-sha256=" + Plain, Plain)]
    [InlineData("pin-sha256=" + Plain + ";", Plain)]
    [InlineData(" \tsha256/" + Plain + "\r\n", Plain)]
    [InlineData(Slash, Slash)]
    [InlineData("sha256/" + Slash, Slash)] // reads as curl's spelling, and is not
    [InlineData("sha256//" + Slash, Slash)]
    [InlineData(Slashes, Slashes)]
    [InlineData("sha256/" + Slashes, Slashes)]
    [InlineData("sha256//" + Slashes, Slashes)]
    [InlineData("pin-sha256=\"" + Slashes + "\"", Slashes)]
    public void TryParse_EverySpelling_GivesTheHash(string text, string hash)
    {
        Assert.True(SpkiPin.TryParse(text, out var pin, out var reason), reason);
        Assert.Null(reason);
        Assert.Equal(new SpkiPin(new Sha256Value(Convert.FromBase64String(hash))), pin);
        Assert.Equal("sha256/" + hash, pin.ToString());
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("  ", "it is empty")]
    [InlineData("sha256/", "44 characters")]
    [InlineData("sha256//", "44 characters")]
    [InlineData("pin-sha256", "followed by '='")]
    [InlineData("pin-sha256=\"" + Plain, "quotation marks is missing")]
    [InlineData("pin-sha256=" + Plain + "\"", "quotation marks is missing")]
    [InlineData("pin-sha256=\"", "quotation marks is missing")]
    [InlineData("pin-sha256=\"\"", "44 characters")]
    [InlineData("sha256//" + Plain + ";sha256//" + Slash, "more than one")]
    [InlineData("sha256/Ugwv1Q0MurJdDQoCwFnveqOrtcw7EDr4u+R5LYBxGVY", "lacks the '='")]
    [InlineData("sha256//Ugwv1Q0MurJdDQoCwFnveqOrtcw7EDr4u+R5LYBxGVY", "lacks the '='")] // 44 characters behind "sha256/", and no hash
    [InlineData("Ugwv1Q0MurJdDQoCwFnveqOrtcw7EDr4u-R5LYBxGVY", "base64url")]
    [InlineData("Ugwv1Q0MurJdDQoCwFnveqOrtcw7EDr4u_R5LYBxGVY=", "base64url")]
    [InlineData("Ugwv1Q0MurJdDQoCwFnveqOrtcw7EDr4u+R5LYBxGVZ=", "last character")] // the same 32 bytes to a lenient decoder
    [InlineData("Ugwv1Q0MurJdDQoCwFnveqOrtcw7EDr4u+R5LYBxGVYA", "44 characters")]
    [InlineData("Ugwv1Q0MurJdDQoCwFnveqOrtcw7EDr4u+R5LYBxGV==", "44 characters")]
    [InlineData("Ugwv1Q0MurJdDQoC wFnveqOrtcw7EDr4u+R5LYBxGVY=", "a character that base64 does not have")]
    [InlineData("Ugwv1Q0MurJdDQoC\nwFnveqOrtcw7EDr4u+R5LYBxGVY=", "a character that base64 does not have")]
    [InlineData("sha1/2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "only SHA-256")]
    [InlineData("sha256/2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "SHA-1")]
    [InlineData("1B2M2Y8AsgTpgAmY7PhCfg==", "MD5")]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709", "SHA-1 in hex")]
    [InlineData("305F1A5745A2E87F90EF68C3841DDC6E904AE6F4C25F86D3FF83DED9C2B6622B", "CertificatePins")]
    [InlineData("30:5F:1A:57:45:A2:E8:7F:90:EF:68:C3:84:1D:DC:6E:90:4A:E6:F4:C2:5F:86:D3:FF:83:DE:D9:C2:B6:62:2B", "CertificatePins")]
    [InlineData("-----BEGIN PUBLIC KEY-----", "PEM")]
    public void TryParse_AnythingElse_SaysWhatItIs(string text, string expected)
    {
        Assert.False(SpkiPin.TryParse(text, out var pin, out var reason));
        Assert.Contains(expected, reason, StringComparison.Ordinal);
        Assert.Equal(default, pin);
    }

    [Fact]
    public void TryParse_RandomHashes_RoundTripInEverySpelling()
    {
        var random = new Random(11);
        var hash = new byte[Sha256Value.Size];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(hash);
            var text = Convert.ToBase64String(hash);
            foreach (var spelling in new[] { text, "sha256/" + text, "sha256//" + text, $"pin-sha256=\"{text}\";" })
            {
                Assert.True(SpkiPin.TryParse(spelling, out var pin, out var reason), $"{spelling}: {reason}");
                Assert.Equal("sha256/" + text, pin.ToString());
            }
        }
    }

    [Fact]
    public void Equals_OneBitDiffers_IsAnotherPin()
    {
        var hash = SHA256.HashData([1]);
        var pin = new SpkiPin(new Sha256Value(hash));
        for (var bit = 0; bit < 256; bit++)
        {
            var other = (byte[])hash.Clone();
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(pin, new SpkiPin(new Sha256Value(other)));
        }

        Assert.Equal(pin, new SpkiPin(new Sha256Value(SHA256.HashData([1]))));
    }

    // The expected pins were made with: openssl x509 -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64
    [Theory]
    [InlineData(KnownCertificates.Ecdsa, "sha256/Ugwv1Q0MurJdDQoCwFnveqOrtcw7EDr4u+R5LYBxGVY=")]
    [InlineData(KnownCertificates.Rsa, "sha256/hl1pNsmYQRzyYXu4KruewuaXP6NUF3YEwAe3AzHO5tM=")]
    [InlineData(KnownCertificates.Ed25519, "sha256/ARgd1b0jg3LPMwgYWlGvoD8uDPDuZGftnn8RNHTL0sk=")]
    public void Of_Certificate_IsWhatOpenSslPrints(string pem, string expected)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        Assert.Equal(expected, SpkiPin.Of(certificate).ToString());
    }
}
