using System.Formats.Asn1;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>Writes algorithms as certificates name them.</summary>
internal static class AlgorithmIdentifier
{
    public const string RsaPss = "1.2.840.113549.1.1.10";

    private const string Mgf1 = "1.2.840.113549.1.1.8";

    /// <param name="oid">The algorithm.</param>
    /// <param name="parameters">What stands behind it, encoded; null for nothing.</param>
    public static byte[] Of(string oid, byte[]? parameters = null)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (parameters is not null)
            {
                writer.WriteEncodedValue(parameters);
            }
        }

        return writer.Encode();
    }

    /// <summary>RSASSA-PSS with a hash, which is that of the mask too, and a salt.</summary>
    public static byte[] Pss(string hash, int salt)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                writer.WriteEncodedValue(Of(hash));
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
            {
                writer.WriteEncodedValue(Of(Mgf1, Of(hash)));
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
            {
                writer.WriteInteger(salt);
            }
        }

        return Of(RsaPss, writer.Encode());
    }

    /// <summary>RSASSA-PSS that leaves everything at its default, which is SHA-1 (RFC 4055, 3.1).</summary>
    public static byte[] PssDefault() => Of(RsaPss, [0x30, 0x00]);
}
