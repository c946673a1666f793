using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>Extensions that the framework cannot build, and broken ones.</summary>
internal static class TestExtensions
{
    public static X509Extension NameConstraints(string[] permittedDns, string[] excludedDns) => Make("2.5.29.30", critical: true, writer =>
    {
        using var sequence = writer.PushSequence();
        Subtrees(writer, 0, permittedDns);
        Subtrees(writer, 1, excludedDns);
    });

    public static X509Extension AuthorityInfoAccess(string url) =>
        new X509AuthorityInformationAccessExtension(ocspUris: null, caIssuersUris: [url]);

    public static X509Extension Unknown(bool critical) => Make("1.3.6.1.4.1.99999.1", critical, writer => writer.WriteNull());

    public static X509Extension DeltaCrlIndicator(bool critical = true) => Make("2.5.29.27", critical, writer => writer.WriteInteger(1));

    /// <summary>An IssuingDistributionPoint with a URL, with one of its flags by context tag (1 user, 2 authorities, 4 indirect, 5 attributes), or with both.</summary>
    public static X509Extension IssuingDistributionPoint(string? url, int? flag = null, bool critical = true) => Make("2.5.29.28", critical, writer =>
    {
        using var sequence = writer.PushSequence();
        if (url is not null)
        {
            using var point = writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
            using var fullName = writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
            writer.WriteCharacterString(UniversalTagNumber.IA5String, url, new Asn1Tag(TagClass.ContextSpecific, 6));
        }

        if (flag is { } tag)
        {
            writer.WriteBoolean(true, new Asn1Tag(TagClass.ContextSpecific, tag));
        }
    });

    public static X509Extension ReasonCode(int reason) => Make("2.5.29.21", critical: false, writer => writer.WriteEnumeratedValue((Reason)reason));

    public static X509Extension CertificateIssuer(X500DistinguishedName name, bool critical) => Make("2.5.29.29", critical, writer =>
    {
        using var names = writer.PushSequence();
        using var directoryName = writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4));
        writer.WriteEncodedValue(name.RawData);
    });

    public static X509Extension Make(string oid, bool critical, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return new X509Extension(oid, writer.Encode(), critical);
    }

    private static void Subtrees(AsnWriter writer, int tag, string[] names)
    {
        if (names.Length == 0)
        {
            return;
        }

        using var subtrees = writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, tag));
        foreach (var name in names)
        {
            using var subtree = writer.PushSequence();
            writer.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));
        }
    }

    private enum Reason
    {
        Unspecified,
    }
}
