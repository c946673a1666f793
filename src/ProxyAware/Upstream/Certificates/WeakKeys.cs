using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Diagnostics;

namespace ProxyAware.Upstream.Certificates;

/// <summary>
/// Finds keys that can be broken. On Linux .NET replaces OpenSSL's verification by its own, so that the security level of the system does not reach
/// certificates. The key is read from its bytes: for RSA-PSS, Edwards curves and others the framework has no class, and OpenSSL serves them all the same.
/// </summary>
internal static class WeakKeys
{
    private const int MinRsaBits = 2048;
    private const int MinCurveBits = 224;
    private const string Unreadable = "a key that cannot be read";

    /// <summary>What is wrong with the key; <see langword="null"/> if nothing is. What is not known to be strong is not.</summary>
    public static string? Find(X509Certificate2 certificate)
    {
        if (!CertificateFields.TryRead(certificate, out var fields))
        {
            return Unreadable;
        }

        try
        {
            var info = new AsnReader(fields.SubjectPublicKeyInfo, AsnEncodingRules.BER).ReadSequence();
            var algorithm = info.ReadSequence();
            return algorithm.ReadObjectIdentifier() switch
            {
                Oids.Rsa or Oids.RsaPss => OfRsa(info.ReadBitString(out _)),
                Oids.EllipticCurve => OfCurve(certificate, algorithm),
                Oids.Dsa => "a DSA key, which can be broken",
                var oid when StrongAlgorithms.IsKey(oid) => null,
                var oid => $"a key of an algorithm that is not known to be strong ({SafeText.Quote(oid)})",
            };
        }
        catch (Exception exception) when (exception is AsnContentException or CryptographicException or NotSupportedException)
        {
            return Unreadable;
        }
    }

    // RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }
    private static string? OfRsa(byte[] key)
    {
        var modulus = new AsnReader(key, AsnEncodingRules.BER).ReadSequence().ReadInteger();
        return modulus.Sign <= 0 ? Unreadable
            : modulus.GetBitLength() is < MinRsaBits and var bits ? $"an RSA key of {bits} bits, which can be broken"
            : null;
    }

    // Of a curve that comes with its own parameters (RFC 5480, 2.1.1 forbids it) its size alone says nothing.
    private static string? OfCurve(X509Certificate2 certificate, AsnReader parameters)
    {
        if (!parameters.HasData || !parameters.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier))
        {
            return "an elliptic curve without a name, of which nobody knows how strong it is";
        }

        using var curve = certificate.PublicKey.GetECDsaPublicKey();
        return curve switch
        {
            null => Unreadable,
            { KeySize: < MinCurveBits and var bits } => $"an elliptic curve of {bits} bits, which can be broken",
            _ => null,
        };
    }
}
