using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ProxyAware.Upstream.Certificates;

/// <summary>The parameters of an RSASSA-PSS signature (RFC 4055, 3.1): the object identifier does not say which hash was signed.</summary>
internal static class PssParameters
{
    private const string Mgf1 = "1.2.840.113549.1.1.8";

    /// <summary>The identifier of the hash that was signed. What is left out means SHA-1.</summary>
    /// <param name="algorithm">The algorithm, behind its object identifier.</param>
    /// <exception cref="AsnContentException">The parameters are not well-formed.</exception>
    public static string ReadHashIdentifier(AsnReader algorithm)
    {
        if (!algorithm.HasData)
        {
            return Oids.Sha1;
        }

        var parameters = algorithm.ReadSequence();
        return IsNext(parameters, 0) ? parameters.ReadSequence(Tag(0)).ReadSequence().ReadObjectIdentifier() : Oids.Sha1;
    }

    /// <summary>The hash of a signature that is verified here, or none where the parameters are not the usual ones.</summary>
    /// <param name="algorithm">The algorithm, behind its object identifier.</param>
    /// <exception cref="AsnContentException">The parameters are not well-formed.</exception>
    public static HashAlgorithmName ReadUsualHash(AsnReader algorithm)
    {
        if (!algorithm.HasData || !algorithm.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            return default;
        }

        var parameters = algorithm.ReadSequence();
        if (!IsNext(parameters, 0))
        {
            return default;
        }

        var (hash, length) = Hash(parameters.ReadSequence(Tag(0)).ReadSequence());
        if (!IsNext(parameters, 1))
        {
            return default;
        }

        var mask = parameters.ReadSequence(Tag(1)).ReadSequence();
        if (mask.ReadObjectIdentifier() != Mgf1 || Hash(mask.ReadSequence()).Name != hash)
        {
            return default;
        }

        var usualSalt = IsNext(parameters, 2) && parameters.ReadSequence(Tag(2)).TryReadInt32(out var salt) && salt == length;
        return usualSalt && !parameters.HasData ? hash : default;
    }

    private static bool IsNext(AsnReader reader, int tag) => reader.HasData && reader.PeekTag() == Tag(tag);

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);

    private static (HashAlgorithmName Name, int Length) Hash(AsnReader identifier) => identifier.ReadObjectIdentifier() switch
    {
        "2.16.840.1.101.3.4.2.1" => (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
        "2.16.840.1.101.3.4.2.2" => (HashAlgorithmName.SHA384, SHA384.HashSizeInBytes),
        "2.16.840.1.101.3.4.2.3" => (HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
        _ => default,
    };
}
