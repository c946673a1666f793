using System.Text;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;
using ProxyAware.Upstream.Certificates;
using ProxyAware.Upstream.Pins;
using ProxyAware.Upstream.PinStore;
using ProxyAware.Upstream.Revocation;

namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>Pins, the store of learnt pins, and text files of certificates.</summary>
internal static class UpstreamTargets
{
    private const string Key = "backend.test:443";

    private static readonly System.Buffers.SearchValues<char> LineEnds = System.Buffers.SearchValues.Create("\n\r\u2028\u2029\u0085\f");

    private static readonly string Pin = TestPin.Of(TestPki.Leaf);

    private static readonly string Bare = Pin["sha256/".Length..];

    private static readonly string Hex = Convert.ToHexString(TestPki.Leaf.PublicOnly.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256));

    private static readonly string Colons = string.Join(':', Hex.Chunk(2).Select(c => new string(c)));

    public static IEnumerable<FuzzTarget> All =>
    [
        new("pin", [Pin, "sha256/" + Pin[6..], Bare, $"pin-sha256=\"{Bare}\"", $"pin-sha256={Bare};", " " + Pin + " "], ["sha256/", "sha256//", "pin-sha256=", "\"", ";", "=", "/", "+", "-", "_", "A", "-----BEGIN"], SpkiPinText) { LeastAccepted = 0.1 },
        new("certificate pin", [Hex, Colons, Hex.ToLowerInvariant(), "sha256 Fingerprint=" + Colons, "sha256:" + Hex], [":", "00", "FF", "sha256:", " ", "\u200e"], CertificatePinText) { LeastAccepted = 0.1 },
        new("pin store",
            [$"{Key} {Pin} 2026-11-25T10:00:00Z CN=backend.test\n", $"# learnt\n\nother.test:443 {TestPin.Unused} 2026-11-25T10:00:00Z -\r\n{Key} {Pin} 2026-11-25T10:00:00Z -\r\n", "\ufeff# nothing\n", $"{Key} {TestPin.Unused} 2026-11-25T10:00:00Z -\n"],
            [Key, Pin, TestPin.Unused, " ", "\n", "\r", "#", "2026-11-25T10:00:00Z", "\u2028", "\u0085"], Store) { Share = 0.5 },
        new("subject in the pin store", ["CN=backend.test", "CN=a\n" + Key + " " + TestPin.Unused + " 2026-11-25T10:00:00Z -", ""], ["\n", "\r\n", "\u2028", "#", " ", Key], Subject) { LeastAccepted = 0.5, Share = 0.5 },
        new("CRL in PEM", [TestCrl.Pem(TestCrl.Good(TestPki.Root)), TestCrl.Pem(TestCrl.Revoking(TestPki.Leaf)) + TestCrl.Pem(TestCrl.Good(TestPki.RsaRoot)), TestPki.Root.Pem + TestCrl.Pem(TestCrl.Good(TestPki.Root))],
            ["-----BEGIN X509 CRL-----", "-----END X509 CRL-----", "\n", "A", "=", "MI"], Revocation) { Share = 0.3 },
        new("key in PEM", [TestPki.Leaf.KeyPem, TestPki.Leaf.TraditionalKeyPem, TestPki.Leaf.EncryptedKeyPem("secret"), TestPki.Leaf.Pem + TestPki.Leaf.KeyPem],
            ["-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "-----BEGIN EC PRIVATE KEY-----", "Proc-Type: 4,ENCRYPTED", "\n", "A", "="], PrivateKey) { Share = 0.05 },
        new("name pattern", ["*.example.com a.example.com", "backend.test backend.test", "*.test backend.test", "a*.example.com ab.example.com", "*.*.example.com a.b.example.com"], ["*", "*.", ".", " ", "example", "xn--", "\0"], Pattern),
    ];

    private static bool SpkiPinText(string text)
    {
        if (!SpkiPin.TryParse(text, out var pin, out var reason))
        {
            Assert.False(string.IsNullOrEmpty(reason));
            return false;
        }

        Assert.Null(reason);
        Assert.True(SpkiPin.TryParse(pin.ToString(), out var again, out _) && again == pin, $"{pin} is read as another");
        Assert.Contains(pin.Hash.ToBase64(), text, StringComparison.Ordinal);
        return true;
    }

    private static bool CertificatePinText(string text)
    {
        if (!CertificatePin.TryParse(text, out var pin, out var reason))
        {
            Assert.False(string.IsNullOrEmpty(reason));
            return false;
        }

        Assert.Null(reason);
        Assert.True(CertificatePin.TryParse(pin.ToString(), out var again, out _) && again == pin, $"{pin} is read as another");
        Assert.EndsWith(pin.ToString(), text.Trim().Replace(":", "", StringComparison.Ordinal).ToLowerInvariant(), StringComparison.Ordinal);
        return true;
    }

    /// <summary>A damaged store refuses or learns again; it never takes a key for the one that was learnt.</summary>
    private static bool Store(string text)
    {
        _ = SpkiPin.TryParse(Pin, out var seen, out _);
        var verdict = PinStoreContent.Find(Encoding.UTF8.GetBytes(text), Key, seen);
        Assert.True(verdict.Status is PinStoreStatus.Match or PinStoreStatus.Mismatch or PinStoreStatus.Unknown or PinStoreStatus.Damaged);
        Assert.Equal(verdict.Status == PinStoreStatus.Damaged, verdict.Reason is not null);
        if (verdict.Status == PinStoreStatus.Match)
        {
            Assert.Contains(text.ReplaceLineEndings("\n").Split('\n'), line =>
                line.TrimStart('\ufeff').Trim().StartsWith(Key, StringComparison.OrdinalIgnoreCase) && line.Contains(seen.Hash.ToBase64(), StringComparison.Ordinal));
        }

        return verdict.Status == PinStoreStatus.Match;
    }

    private static bool Subject(string text)
    {
        _ = SpkiPin.TryParse(Pin, out var pin, out _);
        var line = PinStoreLine.Write("new.test:443", pin, TestPki.Now, text);
        Assert.Equal(line.Length - 1, line.AsSpan().IndexOfAny(LineEnds));
        Assert.True(PinStoreLine.TryRead(line.AsSpan().TrimEnd('\n'), out var again, out _) && again == pin);

        // It says nothing about any other backend.
        Assert.Equal(PinStoreStatus.Unknown, PinStoreContent.Find(Encoding.UTF8.GetBytes(line), Key, pin).Status);
        return text.Length > 0;
    }

    private static bool Revocation(string text)
    {
        var accepted = RevocationFiles.TryParse([("x.pem", Encoding.UTF8.GetBytes(text))], out var set, out var reason);
        Assert.Equal(accepted, set is not null);
        Assert.Equal(accepted, string.IsNullOrEmpty(reason));
        return accepted;
    }

    private static bool PrivateKey(string text)
    {
        using var key = PrivateKeyPem.Read(text, Oids.EllipticCurve, ["secret"], out var problem);
        Assert.Equal(key is null, !string.IsNullOrEmpty(problem.Reason) && !string.IsNullOrEmpty(problem.Fix));
        return key is not null;
    }

    private static bool Pattern(string text)
    {
        var space = text.LastIndexOf(' ');
        if (space < 0 || !CertificateNames.MatchesPattern(text.AsSpan(0, space), text.AsSpan(space + 1)))
        {
            return false;
        }

        // RFC 6125, section 6.4.3: equal label by label, but for one whole label in front.
        var pattern = text[..space].TrimEnd('.').ToUpperInvariant().Split('.');
        var name = text[(space + 1)..].TrimEnd('.').ToUpperInvariant().Split('.');
        Assert.Equal(pattern.Length, name.Length);
        Assert.Equal(pattern[1..], name[1..]);
        Assert.True(pattern[0] == name[0] || (pattern[0] == "*" && name[0].Length > 0 && pattern.Length > 2));
        return true;
    }
}
