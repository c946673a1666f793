using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Upstream.Certificates;

/// <summary>
/// Finds keys and signatures that can be forged. On Linux .NET replaces OpenSSL's verification by its own, so that the security level
/// of the system does not reach certificates.
/// </summary>
internal static class WeakCertificates
{
    private const int MinRsaBits = 2048;
    private const int MinCurveBits = 224;

    // sha1RSA, md5RSA, md2RSA, sha1ECDSA, sha1DSA, and the OIW spelling of sha1RSA.
    private static readonly HashSet<string> WeakSignatures = new(StringComparer.Ordinal)
    {
        "1.2.840.113549.1.1.5", "1.2.840.113549.1.1.4", "1.2.840.113549.1.1.2", "1.2.840.10045.4.1", "1.2.840.10040.4.3", "1.3.14.3.2.29",
    };

    /// <summary>What is wrong with the key; <see langword="null"/> if nothing is.</summary>
    public static string? WeakKey(X509Certificate2 certificate)
    {
        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            if (rsa is not null)
            {
                return rsa.KeySize < MinRsaBits ? $"an RSA key of {rsa.KeySize} bits" : null;
            }

            using var curve = certificate.GetECDsaPublicKey();
            if (curve is not null)
            {
                return curve.KeySize < MinCurveBits ? $"an elliptic curve of {curve.KeySize} bits" : null;
            }

            using var dsa = certificate.GetDSAPublicKey();
            return dsa is null ? null : "a DSA key";
        }
        catch (CryptographicException)
        {
            return "a key that cannot be read";
        }
    }

    /// <summary>Whether the certificate was signed with SHA-1 or older. A signature of an anchor by itself does not count.</summary>
    public static bool HasWeakSignature(X509Certificate2 certificate) => WeakSignatures.Contains(certificate.SignatureAlgorithm.Value ?? "");
}
