using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Upstream.Certificates;
using ProxyAware.Upstream.Revocation;

namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>What comes in DER: revocation lists from files, certificates from peers.</summary>
public class BinaryFuzzTests
{
    [Fact]
    public void RevocationList_MutatedBytes_NeitherThrowsNorGoesOnForAnother() => Run(
        20_000,
        [TestCrl.Good(TestPki.Root), TestCrl.Revoking(TestPki.Leaf), TestCrl.Expired(TestPki.Root), TestCrl.Scoped(TestPki.Root), TestCrl.Indirect(TestPki.Root), TestCrl.Delta(TestPki.Root)],
        bytes =>
        {
            var accepted = CertificateRevocationList.TryParse(bytes, out var list, out var reason);
            Assert.Equal(accepted, list is not null);
            Assert.Equal(accepted, string.IsNullOrEmpty(reason));
            if (!accepted)
            {
                return false;
            }

            _ = list!.Revokes(new byte[] { 7 });
            _ = list.IsCurrent(TestPki.Now);

            // A signature that still holds is over bytes that nobody changed.
            var isOriginal = new[] { TestPki.Root, TestPki.RsaRoot }.Any(issuer => list.IsSignedBy(issuer.PublicOnly));
            _ = new RevocationSet([list]).Check(TestPki.Leaf.Chain, false, TestPki.Now);
            return isOriginal;
        });

    [Fact]
    public void Certificate_MutatedBytes_ItsFieldsAreReadOrAreNone() => Run(
        10_000,
        [TestPki.Leaf.PublicOnly.RawData, TestPki.RsaLeaf.PublicOnly.RawData, TestPki.Address.PublicOnly.RawData, TestPki.Wildcard.PublicOnly.RawData, TestPki.Intermediate.PublicOnly.RawData, TestPki.UnknownCritical.PublicOnly.RawData],
        bytes =>
        {
            _ = CertificateFields.TryRead((ReadOnlyMemory<byte>)bytes, out _);
            if (Load(bytes) is not { } certificate)
            {
                return false;
            }

            using (certificate)
            {
                // All that a verdict reads of a peer's certificate, and all that its message tells of it.
                Assert.True(CertificateFields.TryRead(certificate, out var fields));
                Assert.False(fields.SubjectPublicKeyInfo.IsEmpty);
                Assert.False(CertificateNames.Matches(certificate, "stranger.example"));
                Assert.All(CertificateNames.Offered(certificate), AssertSafe);
                AssertSafe(PeerText.Subject(certificate));
                AssertSafe(PeerText.Issuer(certificate));
                AssertDatesOrUnreadable(certificate);
                _ = WeakKeys.Find(certificate);
                _ = WeakSignatures.Find(certificate);
                _ = ProxyAware.Upstream.Pins.SpkiPin.Of(certificate);
            }

            return true;
        });

    private static void AssertSafe(string text)
    {
        Assert.DoesNotContain(text, char.IsControl);
        Assert.InRange(text.Length, 0, 210);
    }

    /// <summary>Where a handshake meets dates that are none, it is refused with the reason that the certificate cannot be read.</summary>
    private static void AssertDatesOrUnreadable(X509Certificate2 certificate)
    {
        try
        {
            AssertSafe(PeerText.Dates(certificate));
            _ = Validity.Includes(certificate, TestPki.Now);
        }
        catch (CryptographicException)
        {
        }
    }

    private static X509Certificate2? Load(byte[] bytes)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(bytes);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static void Run(int usual, byte[][] corpus, Func<byte[], bool> check)
    {
        var mutator = new ByteMutator(new Random(Effort.Seed), corpus);
        var cases = Effort.Of(usual);
        var accepted = 0;
        for (var i = 0; i < cases; i++)
        {
            var bytes = mutator.Next();
            try
            {
                accepted += check(bytes) ? 1 : 0;
            }
#pragma warning disable CA1031 // Whatever it is, it is what the test looks for.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                throw new InvalidOperationException($"seed {Effort.Seed}, case {i}, {Convert.ToHexString(bytes)}: {exception.Message}", exception);
            }
        }

        Assert.True(!Effort.IsFull || (accepted > cases / 100 && accepted < cases), $"{accepted} of {cases} were accepted");
    }
}
