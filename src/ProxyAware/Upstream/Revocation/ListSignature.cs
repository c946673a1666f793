using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Certificates;

namespace ProxyAware.Upstream.Revocation;

/// <summary>The signature of a revocation list. The list is hashed once, so that asking again about another issuer costs one operation with a key.</summary>
internal sealed class ListSignature
{
    private const string EcdsaPrefix = "1.2.840.10045.4.3.";
    private const string RsaPrefix = "1.2.840.113549.1.1.";
    private const string Pss = RsaPrefix + "10";

    private readonly HashAlgorithmName _algorithm;
    private readonly RSASignaturePadding? _padding;
    private readonly byte[] _hash;
    private readonly ReadOnlyMemory<byte> _signature;

    private ListSignature(HashAlgorithmName algorithm, RSASignaturePadding? padding, ReadOnlyMemory<byte> signed, ReadOnlyMemory<byte> signature)
    {
        _algorithm = algorithm;
        _padding = padding;
        _hash = CryptographicOperations.HashData(algorithm, signed.Span);
        _signature = signature;
    }

    /// <exception cref="AsnContentException">The identifier is not well-formed.</exception>
    public static bool TryCreate(
        ReadOnlyMemory<byte> identifier,
        ReadOnlyMemory<byte> signed,
        ReadOnlyMemory<byte> signature,
        [NotNullWhen(true)] out ListSignature? result,
        [NotNullWhen(false)] out string? reason)
    {
        var fields = new AsnReader(identifier, AsnEncodingRules.DER).ReadSequence();
        var oid = fields.ReadObjectIdentifier();
        var (algorithm, padding) = oid switch
        {
            Pss => (PssParameters.ReadUsualHash(fields), RSASignaturePadding.Pss),
            RsaPrefix + "11" => (HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            RsaPrefix + "12" => (HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            RsaPrefix + "13" => (HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            EcdsaPrefix + "2" => (HashAlgorithmName.SHA256, null),
            EcdsaPrefix + "3" => (HashAlgorithmName.SHA384, null),
            EcdsaPrefix + "4" => (HashAlgorithmName.SHA512, null),
            _ => (default, default(RSASignaturePadding)),
        };

        result = algorithm.Name is null ? null : new ListSignature(algorithm, padding, signed, signature);
        reason = result is null ? Explain(oid) : null;
        return result is not null;
    }

    public bool IsBy(X509Certificate2 issuer)
    {
        try
        {
            if (_padding is not null)
            {
                using var rsa = issuer.GetRSAPublicKey();
                return rsa is not null && rsa.VerifyHash(_hash, _signature.Span, _algorithm, _padding);
            }

            using var ecdsa = issuer.GetECDsaPublicKey();
            return ecdsa is not null && ecdsa.VerifyHash(_hash, _signature.Span, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception exception) when (exception is CryptographicException or NotSupportedException)
        {
            return false; // A key that cannot be read has signed nothing.
        }
    }

    private static string Explain(string oid) => oid switch
    {
        RsaPrefix + "5" or "1.2.840.10045.4.1" => "it is signed with SHA-1",
        RsaPrefix + "4" => "it is signed with MD5",
        Pss => "it is signed with RSASSA-PSS in an unusual form: one of SHA-256, SHA-384 and SHA-512 is expected, for both of its hashes, with a salt as long as the hash",
        _ => $"it is signed with an algorithm that is not supported ({oid})",
    };
}
