using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ProxyAware.Upstream.Revocation;

/// <summary>Reads the DER of a revocation list. Whatever is not exactly as it must be refuses the list.</summary>
internal static class ListReader
{
    private const AsnEncodingRules Der = AsnEncodingRules.DER;

    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0, isConstructed: true);

    public static bool TryRead(ReadOnlyMemory<byte> der, [NotNullWhen(true)] out CertificateRevocationList? list, [NotNullWhen(false)] out string? reason)
    {
        list = null;
        try
        {
            var file = new AsnReader(der, Der);
            var outer = file.ReadSequence();
            file.ThrowIfNotEmpty();
            var body = outer.PeekEncodedValue();
            var fields = outer.ReadSequence();
            var algorithm = outer.ReadEncodedValue();
            var signature = outer.ReadBitString(out var unusedBits);
            outer.ThrowIfNotEmpty();
            if (unusedBits != 0)
            {
                reason = "its signature is not made of whole bytes";
                return false;
            }

            return ListSignature.TryCreate(algorithm, body, signature, out var signed, out reason)
                && TryReadBody(fields, algorithm, signed, out list, out reason);
        }
        catch (Exception exception) when (exception is AsnContentException or CryptographicException)
        {
            reason = "it is no well-formed DER of a revocation list";
            return false;
        }
    }

    private static bool TryReadBody(
        AsnReader fields,
        ReadOnlyMemory<byte> algorithm,
        ListSignature signature,
        [NotNullWhen(true)] out CertificateRevocationList? list,
        [NotNullWhen(false)] out string? reason)
    {
        list = null;
        var isVersion2 = fields.PeekTag().HasSameClassAndValue(Asn1Tag.Integer);
        if (isVersion2 && (!fields.TryReadInt32(out var version) || version != 1))
        {
            reason = "its version is not 2";
            return false;
        }

        // The inner one is signed; were they allowed to differ, the outer one could be exchanged.
        if (!fields.ReadEncodedValue().Span.SequenceEqual(algorithm.Span))
        {
            reason = "it names one signature algorithm inside and another outside";
            return false;
        }

        var issuer = fields.PeekEncodedValue();
        fields.ReadSequence();
        var thisUpdate = ReadTime(fields);
        if (!fields.HasData || !IsTime(fields.PeekTag()))
        {
            reason = "it does not say when the next list is due (nextUpdate)";
            return false;
        }

        var nextUpdate = ReadTime(fields);
        if (nextUpdate <= thisUpdate)
        {
            reason = "it ends before it begins";
            return false;
        }

        reason = ReadEntries(fields, isVersion2, out var revoked);
        if (reason is null && fields.HasData)
        {
            var extensions = fields.ReadSequence(Extensions);
            fields.ThrowIfNotEmpty();
            var inner = extensions.ReadSequence();
            extensions.ThrowIfNotEmpty();
            reason = isVersion2 ? ListExtensions.RefuseList(inner) : "it is of version 1 and has extensions";
        }

        list = reason is null ? new CertificateRevocationList(issuer, thisUpdate, nextUpdate, revoked, signature) : null;
        return list is not null;
    }

    private static string? ReadEntries(AsnReader fields, bool isVersion2, out HashSet<ReadOnlyMemory<byte>> revoked)
    {
        revoked = new(SerialComparer.Instance);
        if (!fields.HasData || !fields.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            return null;
        }

        var entries = fields.ReadSequence();
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            revoked.Add(entry.ReadIntegerBytes());
            ReadTime(entry);
            if (entry.HasData)
            {
                var reason = isVersion2 ? ListExtensions.RefuseEntry(entry.ReadSequence()) : "it is of version 1 and has extensions";
                if (reason is not null)
                {
                    return reason;
                }

                entry.ThrowIfNotEmpty();
            }
        }

        return null;
    }

    private static bool IsTime(Asn1Tag tag) => tag == Asn1Tag.UtcTime || tag == Asn1Tag.GeneralizedTime;

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag() == Asn1Tag.UtcTime ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
}
