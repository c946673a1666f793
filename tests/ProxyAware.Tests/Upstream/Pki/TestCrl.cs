using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>Writes revocation lists by hand: the framework's builder refuses most of what is needed here.</summary>
internal static class TestCrl
{
    public static byte[] Good(TestCertificate issuer) => Build(CrlSpec.Of(issuer));

    public static byte[] Revoking(TestCertificate certificate) => Build(CrlSpec.Of(certificate.Issuer!, certificate));

    public static byte[] Expired(TestCertificate issuer) =>
        Build(CrlSpec.Of(issuer) with { ThisUpdate = TestPki.Now.AddDays(-9), NextUpdate = TestPki.Now.AddDays(-2) });

    public static byte[] NotYetValid(TestCertificate issuer) => Build(CrlSpec.Of(issuer) with { ThisUpdate = TestPki.Now.AddDays(1) });

    public static byte[] BadSignature(TestCertificate issuer) => Build(CrlSpec.Of(issuer) with { BreakSignature = true });

    /// <summary>In the name of the issuer, signed by somebody else.</summary>
    public static byte[] Forged(TestCertificate issuer, TestCertificate forger) => Build(CrlSpec.Of(issuer) with { Key = forger.Key });

    public static byte[] UnknownCritical(TestCertificate issuer) => Build(CrlSpec.Of(issuer) with { Extensions = [TestExtensions.Unknown(critical: true)] });

    public static byte[] Scoped(TestCertificate issuer) =>
        Build(CrlSpec.Of(issuer) with { Extensions = [TestExtensions.IssuingDistributionPoint("http://crl.test/1")] });

    public static byte[] Indirect(TestCertificate issuer) =>
        Build(CrlSpec.Of(issuer) with { Extensions = [TestExtensions.IssuingDistributionPoint("http://crl.test/1", flag: 4)] });

    public static byte[] Delta(TestCertificate issuer) => Build(CrlSpec.Of(issuer) with { Extensions = [TestExtensions.DeltaCrlIndicator()] });

    public static string Pem(byte[] list) => PemEncoding.WriteString("X509 CRL", list) + "\n";

    public static byte[] Build(CrlSpec spec)
    {
        var generator = spec.Pss
            ? X509SignatureGenerator.CreateForRSA((RSA)spec.Key, RSASignaturePadding.Pss)
            : TestKeys.Generator(spec.Key, spec.Hash);
        var algorithm = spec.Algorithm ?? generator.GetSignatureAlgorithmIdentifier(spec.Hash);
        var body = Body(spec, spec.InnerAlgorithm ?? algorithm);
        var signature = generator.SignData(body, spec.Hash);
        if (spec.BreakSignature)
        {
            signature[^1] ^= 1;
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(body);
            writer.WriteEncodedValue(algorithm);
            writer.WriteBitString(signature);
        }

        return writer.Encode();
    }

    private static byte[] Body(CrlSpec spec, byte[] algorithm)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (spec.IsVersion2)
            {
                writer.WriteInteger(1);
            }

            writer.WriteEncodedValue(algorithm);
            writer.WriteEncodedValue(spec.Issuer.RawData);
            WriteTime(writer, spec.ThisUpdate);
            if (spec.NextUpdate is { } next)
            {
                WriteTime(writer, next);
            }

            if (spec.Entries.Count > 0)
            {
                using var entries = writer.PushSequence();
                foreach (var entry in spec.Entries)
                {
                    using var sequence = writer.PushSequence();
                    writer.WriteIntegerUnsigned(entry.Serial);
                    WriteTime(writer, TestPki.Now.AddDays(-2));
                    WriteExtensions(writer, entry.Extensions);
                }
            }

            if (spec.Extensions.Length > 0)
            {
                using var tagged = writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
                WriteExtensions(writer, spec.Extensions);
            }
        }

        return writer.Encode();
    }

    private static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.Year < 2050)
        {
            writer.WriteUtcTime(time);
        }
        else
        {
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
        }
    }

    private static void WriteExtensions(AsnWriter writer, X509Extension[] extensions)
    {
        if (extensions.Length == 0)
        {
            return;
        }

        using var sequence = writer.PushSequence();
        foreach (var extension in extensions)
        {
            using var one = writer.PushSequence();
            writer.WriteObjectIdentifier(extension.Oid!.Value!);
            if (extension.Critical)
            {
                writer.WriteBoolean(true);
            }

            writer.WriteOctetString(extension.RawData);
        }
    }
}
