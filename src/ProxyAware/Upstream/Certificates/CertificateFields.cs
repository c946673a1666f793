using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Upstream.Certificates;

/// <summary>
/// The fields of a certificate as the bytes that stand in it. Encoding them again, as the framework's own properties do, could give other
/// bytes than those that were signed and hashed, and fails for kinds of keys that have no class.
/// </summary>
internal readonly record struct CertificateFields(
    ReadOnlyMemory<byte> SerialNumber,
    ReadOnlyMemory<byte> Issuer,
    ReadOnlyMemory<byte> Subject,
    ReadOnlyMemory<byte> SubjectPublicKeyInfo,
    ReadOnlyMemory<byte> SignatureAlgorithm)
{
    private static readonly Asn1Tag Version = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>A self-issued certificate at the end of a chain is its root.</summary>
    public bool IsSelfIssued => Issuer.Span.SequenceEqual(Subject.Span);

    public static bool TryRead(X509Certificate2 certificate, out CertificateFields fields) => TryRead(certificate.RawDataMemory, out fields);

    public static bool TryRead(ReadOnlyMemory<byte> encoded, out CertificateFields fields)
    {
        try
        {
            // The walk needs lengths only, so it takes what the TLS library took; a field is compared byte by byte in any case.
            var body = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence().ReadSequence();
            if (body.PeekTag().HasSameClassAndValue(Version))
            {
                body.ReadEncodedValue();
            }

            var serial = body.ReadIntegerBytes();
            var algorithm = body.ReadEncodedValue(); // the signed one, which the other must equal
            var issuer = body.ReadEncodedValue();
            body.ReadEncodedValue(); // the dates
            fields = new CertificateFields(serial, issuer, body.ReadEncodedValue(), body.ReadEncodedValue(), algorithm);
            return true;
        }
        catch (AsnContentException)
        {
            fields = default;
            return false;
        }
    }
}
