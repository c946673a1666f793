using System.Formats.Asn1;

namespace ProxyAware.Upstream.Revocation;

/// <summary>
/// The extensions of a list and of its entries (RFC 5280, 5.2 and 5.3). A list is taken only when it is the whole truth about its issuer: one
/// that covers a part, or adds to another, would let a certificate pass that it does not speak of.
/// </summary>
internal static class ListExtensions
{
    private const string ReasonCode = "2.5.29.21";
    private const string DeltaIndicator = "2.5.29.27";
    private const string IssuingDistributionPoint = "2.5.29.28";
    private const string CertificateIssuer = "2.5.29.29";
    private const int RemoveFromCrl = 8;

    /// <summary>Extensions that say nothing about which certificates are revoked: invalidity date, number, issuer's key, where to find newer ones and more about the issuer.</summary>
    private static readonly HashSet<string> Harmless = ["2.5.29.24", "2.5.29.20", "2.5.29.35", "2.5.29.18", "2.5.29.46", "1.3.6.1.5.5.7.1.1"];

    /// <returns>Why the list cannot be used, or null.</returns>
    /// <exception cref="AsnContentException">The extensions are not well-formed.</exception>
    public static string? RefuseList(AsnReader extensions) => Refuse(extensions, (oid, critical, _) => oid switch
    {
        DeltaIndicator => "it is a delta list, which holds only the changes since another one",
        IssuingDistributionPoint => "it covers only a part of its issuer's certificates (issuing distribution point): a full list is needed",
        _ => critical && !Harmless.Contains(oid) ? $"it has a critical extension that is not supported ({oid})" : null,
    });

    /// <returns>Why the list cannot be used, or null.</returns>
    /// <exception cref="AsnContentException">The extensions are not well-formed.</exception>
    public static string? RefuseEntry(AsnReader extensions) => Refuse(extensions, (oid, critical, value) => oid switch
    {
        CertificateIssuer => "it revokes certificates of other issuers (an indirect list)",
        ReasonCode => IsRemoval(value) ? "it takes a revocation back, which only a delta list does" : null,
        _ => critical && !Harmless.Contains(oid) ? $"an entry has a critical extension that is not supported ({oid})" : null,
    });

    private static string? Refuse(AsnReader extensions, Func<string, bool, ReadOnlyMemory<byte>, string?> judge)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            var critical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            var value = extension.ReadOctetString();
            extension.ThrowIfNotEmpty();
            if (!seen.Add(oid))
            {
                return $"it has an extension twice ({oid})";
            }

            if (judge(oid, critical, value) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    private static bool IsRemoval(ReadOnlyMemory<byte> value)
    {
        var code = new AsnReader(value, AsnEncodingRules.DER).ReadEnumeratedBytes().Span;
        return code.Length == 1 && code[0] == RemoveFromCrl;
    }
}
