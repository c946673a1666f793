using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Upstream.Certificates;

namespace ProxyAware.Tests.Upstream.Certificates;

/// <summary>Which keys and signatures are strong; what is not known to be is not.</summary>
public sealed class WeakCertificatesTests
{
    private const string Rsa = "1.2.840.113549.1.1.1";

    [Theory]
    [InlineData("1.2.840.113549.1.1.11", null)] // RSA with SHA-2
    [InlineData("1.2.840.113549.1.1.14", null)]
    [InlineData("1.2.840.113549.1.1.16", null)]
    [InlineData("1.2.840.10045.4.3.1", null)] // ECDSA with SHA-2
    [InlineData("1.2.840.10045.4.3.4", null)]
    [InlineData("1.3.101.112", null)] // Ed25519
    [InlineData("1.3.101.113", null)] // Ed448
    [InlineData("2.16.840.1.101.3.4.3.10", null)] // ECDSA with SHA3-256
    [InlineData("2.16.840.1.101.3.4.3.17", null)] // ML-DSA-44
    [InlineData("2.16.840.1.101.3.4.3.31", null)] // SLH-DSA-SHAKE-256f
    [InlineData("1.3.6.1.5.5.7.6.30", null)] // RSASSA-PSS with SHAKE128 (RFC 8692)
    [InlineData("1.2.156.10197.1.501", null)] // SM2 with SM3
    [InlineData("1.2.840.113549.1.1.2", "MD2, which can be forged")]
    [InlineData("1.2.840.113549.1.1.4", "MD5, which can be forged")]
    [InlineData("1.2.840.113549.1.1.5", "SHA-1, which can be forged")]
    [InlineData("1.3.14.3.2.29", "SHA-1, which can be forged")]
    [InlineData("1.2.840.10045.4.1", "SHA-1, which can be forged")]
    [InlineData("1.2.840.10040.4.3", "SHA-1, which can be forged")]
    [InlineData("1.3.14.3.2.27", "SHA-1, which can be forged")]
    [InlineData("1.3.36.3.3.1.2", "RIPEMD-160, which can be forged")]
    [InlineData("1.2.840.10045.4.3", "an algorithm that is not known to be strong (1.2.840.10045.4.3)")] // ECDSA with a hash in the parameters
    [InlineData("1.2.840.113549.1.1.1", "an algorithm that is not known to be strong (1.2.840.113549.1.1.1)")]
    [InlineData("1.2.643.2.2.3", "an algorithm that is not known to be strong (1.2.643.2.2.3)")] // GOST R 34.11-94
    [InlineData("2.16.840.1.101.3.4.3.47", "an algorithm that is not known to be strong (2.16.840.1.101.3.4.3.47)")]
    [InlineData("2.16.840.1.101.3.4.3.0", "an algorithm that is not known to be strong (2.16.840.1.101.3.4.3.0)")]
    [InlineData("2.16.840.1.101.3.4.3.17.1", "an algorithm that is not known to be strong (2.16.840.1.101.3.4.3.17.1)")]
    public void Signature_OfAnAlgorithm_IsStrongOrNot(string algorithm, string? weakness) =>
        AssertSignature(weakness, AlgorithmIdentifier.Of(algorithm));

    [Theory]
    [InlineData("2.16.840.1.101.3.4.2.1", null)] // SHA-256
    [InlineData("2.16.840.1.101.3.4.2.3", null)]
    [InlineData("2.16.840.1.101.3.4.2.4", null)] // SHA-224
    [InlineData("2.16.840.1.101.3.4.2.8", null)] // SHA3-256
    [InlineData("1.3.14.3.2.26", "RSASSA-PSS and SHA-1, which can be forged")]
    [InlineData("1.2.840.113549.2.5", "RSASSA-PSS and MD5, which can be forged")]
    [InlineData("1.3.36.3.2.1", "RSASSA-PSS and RIPEMD-160, which can be forged")]
    [InlineData("1.2.643.2.2.9", "RSASSA-PSS and an algorithm that is not known to be strong (1.2.643.2.2.9)")]
    public void SignaturePss_IsJudgedByItsHash(string hash, string? weakness) =>
        AssertSignature(weakness, AlgorithmIdentifier.Pss(hash, 20));

    [Theory]
    [InlineData("", "RSASSA-PSS and SHA-1, which can be forged")]
    [InlineData("3000", "RSASSA-PSS and SHA-1, which can be forged")]
    [InlineData("3005a203020120", "RSASSA-PSS and SHA-1, which can be forged")] // only a salt
    [InlineData("0500", "an algorithm that cannot be read")]
    [InlineData("3004a0023000", "an algorithm that cannot be read")] // a hash without a name
    [InlineData("3004a0020500", "an algorithm that cannot be read")]
    public void SignaturePss_WithoutAHash_IsSha1(string parameters, string weakness) =>
        AssertSignature(weakness, AlgorithmIdentifier.Of(AlgorithmIdentifier.RsaPss, parameters.Length == 0 ? null : Convert.FromHexString(parameters)));

    [Theory]
    [InlineData(Rsa, 2048, null)]
    [InlineData(Rsa, 2047, "an RSA key of 2047 bits, which can be broken")]
    [InlineData(Rsa, 1024, "an RSA key of 1024 bits, which can be broken")]
    [InlineData(AlgorithmIdentifier.RsaPss, 2048, null)]
    [InlineData(AlgorithmIdentifier.RsaPss, 1024, "an RSA key of 1024 bits, which can be broken")]
    [InlineData(AlgorithmIdentifier.RsaPss, 0, "a key that cannot be read")]
    [InlineData("1.2.840.113549.1.1.7", 4096, "a key of an algorithm that is not known to be strong (1.2.840.113549.1.1.7)")] // for encryption (RFC 4055)
    public void KeyRsa_IsJudgedByItsModulus(string algorithm, int bits, string? weakness)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(bits == 0 ? -1 : (System.Numerics.BigInteger.One << bits) - 1);
            writer.WriteInteger(65537);
        }

        AssertKey(weakness, algorithm, [0x05, 0x00], writer.Encode());
    }

    [Theory]
    [InlineData("1.3.101.112", null)]
    [InlineData("1.3.101.113", null)]
    [InlineData("2.16.840.1.101.3.4.3.18", null)] // ML-DSA-65
    [InlineData("2.16.840.1.101.3.4.3.20", null)] // SLH-DSA-SHA2-128s
    [InlineData("1.2.840.10040.4.1", "a DSA key, which can be broken")]
    [InlineData("1.3.101.110", "a key of an algorithm that is not known to be strong (1.3.101.110)")] // X25519 signs nothing
    [InlineData("1.2.643.2.2.19", "a key of an algorithm that is not known to be strong (1.2.643.2.2.19)")] // GOST R 34.10-2001
    [InlineData("2.16.840.1.101.3.4.3.12", "a key of an algorithm that is not known to be strong (2.16.840.1.101.3.4.3.12)")] // a signature, and no key
    public void Key_OfAnAlgorithm_IsStrongOrNot(string algorithm, string? weakness) => AssertKey(weakness, algorithm, [0x05, 0x00], new byte[32]);

    [Theory]
    [InlineData("1.2.840.10045.3.1.7", null)] // P-256
    [InlineData("1.3.132.0.34", null)] // P-384
    [InlineData("1.2.840.10045.3.1.1", "an elliptic curve of 192 bits, which can be broken")] // P-192
    public void KeyOfACurve_IsJudgedByItsSize(string curve, string? weakness)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromValue(curve));
        using var certificate = Certificate(new PublicKey(key), AlgorithmIdentifier.Of("1.2.840.10045.4.3.2"));
        Assert.Equal(weakness, WeakKeys.Find(certificate));
    }

    [Theory]
    [InlineData("3000", "an elliptic curve without a name, of which nobody knows how strong it is")] // RFC 5480, 2.1.1: specifiedCurve must not be used
    [InlineData("0500", "an elliptic curve without a name, of which nobody knows how strong it is")]
    [InlineData("06032a0304", "a key that cannot be read")] // a curve that nobody has heard of
    public void KeyOfACurve_WithoutAKnownName_IsNotStrong(string parameters, string weakness) =>
        AssertKey(weakness, "1.2.840.10045.2.1", Convert.FromHexString(parameters), [0x04, .. new byte[64]]);

    private static void AssertSignature(string? weakness, byte[] algorithm)
    {
        using var certificate = Certificate(TestKeys.PublicKeyOf(TestKeys.Ecdsa("server")), algorithm);
        Assert.Equal(weakness, WeakSignatures.Find(certificate));
    }

    private static void AssertKey(string? weakness, string algorithm, byte[] parameters, byte[] key)
    {
        using var certificate = Certificate(new PublicKey(new Oid(algorithm), new AsnEncodedData(parameters), new AsnEncodedData(key)), AlgorithmIdentifier.Of("1.3.101.112"));
        Assert.Equal(weakness, WeakKeys.Find(certificate));
    }

    private static X509Certificate2 Certificate(PublicKey key, byte[] signatureAlgorithm)
    {
        var name = new X500DistinguishedName("CN=any");
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        return request.Create(name, new CustomSignatureGenerator(signatureAlgorithm, _ => new byte[64]), TestPki.Now.AddDays(-1), TestPki.Now.AddDays(1), [0x01]);
    }
}
