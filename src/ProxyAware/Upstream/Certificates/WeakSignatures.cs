using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Diagnostics;

namespace ProxyAware.Upstream.Certificates;

/// <summary>Finds signatures that can be forged. Of RSASSA-PSS the hash stands in the parameters.</summary>
internal static class WeakSignatures
{
    // For messages; whatever is not known to be strong is refused, with a name or without.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["1.2.840.113549.1.1.2"] = "MD2",
        ["1.2.840.113549.1.1.3"] = "MD4",
        ["1.2.840.113549.1.1.4"] = "MD5",
        ["1.2.840.113549.1.1.5"] = "SHA-1",
        ["1.3.14.3.2.29"] = "SHA-1",
        ["1.2.840.10045.4.1"] = "SHA-1",
        ["1.2.840.10040.4.3"] = "SHA-1",
        ["1.3.14.3.2.27"] = "SHA-1",
        ["1.3.36.3.3.1.2"] = "RIPEMD-160",
        ["1.3.36.3.2.1"] = "RIPEMD-160",
        ["1.2.840.113549.2.5"] = "MD5",
        [Oids.Sha1] = "SHA-1",
    };

    /// <summary>What is wrong with the signature of a certificate; <see langword="null"/> if nothing is. That of an anchor by itself does not count.</summary>
    public static string? Find(X509Certificate2 certificate)
    {
        if (!CertificateFields.TryRead(certificate, out var fields))
        {
            return "an algorithm that cannot be read";
        }

        try
        {
            var algorithm = new AsnReader(fields.SignatureAlgorithm, AsnEncodingRules.BER).ReadSequence();
            var oid = algorithm.ReadObjectIdentifier();
            if (oid != Oids.RsaPss)
            {
                return StrongAlgorithms.IsSignature(oid) ? null : Weak(oid);
            }

            var hash = PssParameters.ReadHashIdentifier(algorithm);
            return StrongAlgorithms.IsHash(hash) ? null : $"RSASSA-PSS and {Weak(hash)}";
        }
        catch (AsnContentException)
        {
            return "an algorithm that cannot be read";
        }
    }

    private static string Weak(string oid) =>
        Names.TryGetValue(oid, out var name) ? $"{name}, which can be forged" : $"an algorithm that is not known to be strong ({SafeText.Quote(oid)})";
}
