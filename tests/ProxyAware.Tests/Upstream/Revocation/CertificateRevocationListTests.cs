using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Upstream.Revocation;

namespace ProxyAware.Tests.Upstream.Revocation;

public class CertificateRevocationListTests
{
    private const string Pss = "1.2.840.113549.1.1.10";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Sha384 = "2.16.840.1.101.3.4.2.2";

    private static readonly CrlSpec Spec = CrlSpec.Of(TestPki.Root, TestPki.Leaf);
    private static readonly CrlSpec RsaSpec = CrlSpec.Of(TestPki.RsaRoot, TestPki.RsaLeaf);

    private static readonly Dictionary<string, CrlSpec> Accepted = new(StringComparer.Ordinal)
    {
        ["ECDSA, SHA-256"] = Spec,
        ["ECDSA, SHA-384"] = Spec with { Hash = HashAlgorithmName.SHA384 },
        ["ECDSA, SHA-512"] = Spec with { Hash = HashAlgorithmName.SHA512 },
        ["RSA, SHA-256"] = RsaSpec,
        ["RSA, SHA-384"] = RsaSpec with { Hash = HashAlgorithmName.SHA384 },
        ["RSA, SHA-512"] = RsaSpec with { Hash = HashAlgorithmName.SHA512 },
        ["PSS, SHA-256"] = RsaSpec with { Pss = true },
        ["PSS, SHA-384"] = RsaSpec with { Pss = true, Hash = HashAlgorithmName.SHA384 },
        ["PSS, SHA-512"] = RsaSpec with { Pss = true, Hash = HashAlgorithmName.SHA512 },
        ["version 1"] = Spec with { IsVersion2 = false },
        ["ends after 2049"] = Spec with { NextUpdate = new DateTimeOffset(2051, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        ["unknown extension that is not critical"] = Spec with { Extensions = [TestExtensions.Unknown(critical: false)] },
        ["entry with a reason"] = Spec with { Entries = [new(Serial(TestPki.Leaf), TestExtensions.ReasonCode(1))] },
        ["entry with an unknown extension that is not critical"] = Spec with { Entries = [new(Serial(TestPki.Leaf), TestExtensions.Unknown(critical: false))] },
        ["entry twice"] = Spec with { Entries = [.. Spec.Entries, .. Spec.Entries] },
    };

    private static readonly Dictionary<string, (CrlSpec Spec, string Reason)> Refused = new(StringComparer.Ordinal)
    {
        ["no next update"] = (Spec with { NextUpdate = null }, "nextUpdate"),
        ["no next update, no entries"] = (Spec with { NextUpdate = null, Entries = [] }, "nextUpdate"),
        ["ends before it begins"] = (Spec with { NextUpdate = Spec.ThisUpdate.AddSeconds(-1) }, "ends before it begins"),
        ["unknown critical"] = (Spec with { Extensions = [TestExtensions.Unknown(critical: true)] }, "critical extension that is not supported (1.3.6.1.4.1.99999.1)"),
        ["unknown critical in an entry"] = (Spec with { Entries = [new([7], TestExtensions.Unknown(critical: true))] }, "an entry has a critical extension"),
        ["delta"] = (Spec with { Extensions = [TestExtensions.DeltaCrlIndicator()] }, "delta list"),
        ["delta, not critical"] = (Spec with { Extensions = [TestExtensions.DeltaCrlIndicator(critical: false)] }, "delta list"),
        ["for some points"] = (Spec with { Extensions = [TestExtensions.IssuingDistributionPoint("http://crl.test/1")] }, "only a part"),
        ["for users"] = (Spec with { Extensions = [TestExtensions.IssuingDistributionPoint(null, flag: 1)] }, "only a part"),
        ["for authorities, not critical"] = (Spec with { Extensions = [TestExtensions.IssuingDistributionPoint(null, flag: 2, critical: false)] }, "only a part"),
        ["indirect"] = (Spec with { Extensions = [TestExtensions.IssuingDistributionPoint("http://crl.test/1", flag: 4)] }, "only a part"),
        ["indirect in an entry"] = (Spec with { Entries = [new([7], TestExtensions.CertificateIssuer(TestPki.StrangerRoot.Certificate.SubjectName, critical: true))] }, "indirect"),
        ["indirect in an entry, not critical"] = (Spec with { Entries = [new([7], TestExtensions.CertificateIssuer(TestPki.StrangerRoot.Certificate.SubjectName, critical: false))] }, "indirect"),
        ["revocation taken back"] = (Spec with { Entries = [new([7], TestExtensions.ReasonCode(8))] }, "takes a revocation back"),
        ["extension twice"] = (Spec with { Extensions = [TestExtensions.Unknown(critical: false), TestExtensions.Unknown(critical: false)] }, "twice"),
        ["extension in version 1"] = (Spec with { IsVersion2 = false, Extensions = [TestExtensions.Unknown(critical: false)] }, "version 1"),
        ["entry extension in version 1"] = (Spec with { IsVersion2 = false, Entries = [new([7], TestExtensions.ReasonCode(1))] }, "version 1"),
        ["SHA-1, ECDSA"] = (Spec with { Hash = HashAlgorithmName.SHA1 }, "SHA-1"),
        ["SHA-1, RSA"] = (RsaSpec with { Hash = HashAlgorithmName.SHA1 }, "SHA-1"),
        ["MD5"] = (RsaSpec with { Algorithm = Identifier("1.2.840.113549.1.1.4") }, "MD5"),
        ["Ed25519"] = (Spec with { Algorithm = Identifier("1.3.101.112") }, "not supported (1.3.101.112)"),
        ["PSS without parameters"] = (RsaSpec with { Algorithm = Identifier(Pss) }, "unusual form"),
        ["PSS, null"] = (RsaSpec with { Algorithm = Identifier(Pss, writer => writer.WriteNull()) }, "unusual form"),
        ["PSS of SHA-1, which is left out"] = (RsaSpec with { Algorithm = PssIdentifier(null, null, null) }, "unusual form"),
        ["PSS with a mask of SHA-1, which is left out"] = (RsaSpec with { Algorithm = PssIdentifier(Sha256, null, 32) }, "unusual form"),
        ["PSS with a mask of another hash"] = (RsaSpec with { Algorithm = PssIdentifier(Sha256, Sha384, 32) }, "unusual form"),
        ["PSS with a salt of 20 bytes, which is left out"] = (RsaSpec with { Algorithm = PssIdentifier(Sha256, Sha256, null) }, "unusual form"),
        ["PSS with a short salt"] = (RsaSpec with { Algorithm = PssIdentifier(Sha256, Sha256, 20) }, "unusual form"),
        ["PSS of an unknown hash"] = (RsaSpec with { Algorithm = PssIdentifier("1.2.3", "1.2.3", 32) }, "unusual form"),
        ["other algorithm inside"] = (Spec with { InnerAlgorithm = Algorithm(HashAlgorithmName.SHA512) }, "one signature algorithm inside"),
    };

    public static TheoryData<string> AcceptedNames => [.. Accepted.Keys];

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(AcceptedNames))]
    public void TryParse_Usable_IsReadAndVerified(string name)
    {
        var spec = Accepted[name];
        var list = Parse(TestCrl.Build(spec));
        var (issuer, revoked) = spec.Key is RSA ? (TestPki.RsaRoot, TestPki.RsaLeaf) : (TestPki.Root, TestPki.Leaf);
        Assert.Equal(1, list.Count);
        Assert.True(list.Revokes(Serial(revoked)));
        Assert.False(list.Revokes(Serial(TestPki.OtherName)));
        Assert.Equal(spec.ThisUpdate, list.ThisUpdate);
        Assert.Equal(spec.NextUpdate, list.NextUpdate);
        Assert.Equal(issuer.Certificate.SubjectName.RawData, list.Issuer.ToArray());
        Assert.True(list.IsSignedBy(issuer.PublicOnly));
        Assert.False(list.IsSignedBy(TestPki.StrangerRoot.PublicOnly));
        Assert.False(list.IsSignedBy((spec.Key is RSA ? TestPki.Root : TestPki.RsaRoot).PublicOnly)); // another kind of key
    }

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void TryParse_Unusable_SaysWhy(string name)
    {
        var (spec, expected) = Refused[name];
        Assert.False(CertificateRevocationList.TryParse(TestCrl.Build(spec), out var list, out var reason));
        Assert.Null(list);
        Assert.Contains(expected, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_NotAList_SaysSo()
    {
        var good = TestCrl.Build(Spec);
        byte[][] all = [[], [0x30], [0x30, 0x80], [.. good, 0], good[..^1], TestPki.Leaf.PublicOnly.RawData, "hello"u8.ToArray(), new byte[1000]];
        Assert.All(all, der =>
        {
            Assert.False(CertificateRevocationList.TryParse(der, out _, out var reason));
            Assert.False(string.IsNullOrEmpty(reason));
        });
    }

    [Fact]
    public void IsSignedBy_ChangedSignatureOrForger_IsFalse()
    {
        Assert.False(Parse(TestCrl.BadSignature(TestPki.Root)).IsSignedBy(TestPki.Root.PublicOnly));
        Assert.False(Parse(TestCrl.BadSignature(TestPki.RsaRoot)).IsSignedBy(TestPki.RsaRoot.PublicOnly));
        Assert.False(Parse(TestCrl.Forged(TestPki.Root, TestPki.LookalikeRoot)).IsSignedBy(TestPki.Root.PublicOnly));
        Assert.False(Parse(TestCrl.Build(RsaSpec with { Pss = true, BreakSignature = true })).IsSignedBy(TestPki.RsaRoot.PublicOnly));
    }

    [Fact]
    public void TryParse_ListOfTheFrameworksBuilder_IsReadAndVerified()
    {
        var builder = new CertificateRevocationListBuilder();
        builder.AddEntry(TestPki.Leaf.Certificate, reason: X509RevocationReason.KeyCompromise);
        builder.AddEntry(new byte[] { 0x70, 0x01 });
        var list = Parse(builder.Build(TestPki.Root.Certificate, 4, TestPki.Now.AddDays(1), HashAlgorithmName.SHA256, thisUpdate: TestPki.Now));
        Assert.Equal(2, list.Count);
        Assert.True(list.Revokes(Serial(TestPki.Leaf)));
        Assert.True(list.IsSignedBy(TestPki.Root.PublicOnly));
        Assert.Equal(TestPki.Now, list.ThisUpdate);
    }

    [Fact]
    public void TryParse_ManyEntries_FindsEach()
    {
        var serials = Enumerable.Range(1, 50_000).Select(i => new CrlEntry([(byte)(1 + (i >> 16)), (byte)(i >> 8), (byte)i])).ToArray();
        var list = Parse(TestCrl.Build(Spec with { Entries = serials }));
        Assert.Equal(serials.Length, list.Count);
        Assert.All(serials, entry => Assert.True(list.Revokes(entry.Serial)));
        Assert.False(list.Revokes(new byte[] { 99, 0, 0 }));
    }

    private static CertificateRevocationList Parse(byte[] der)
    {
        Assert.True(CertificateRevocationList.TryParse(der, out var list, out var reason), reason);
        return list;
    }

    private static byte[] Serial(TestCertificate certificate) => certificate.Certificate.SerialNumberBytes.ToArray();

    private static byte[] PssIdentifier(string? hash, string? maskHash, int? salt) => Identifier(Pss, writer =>
    {
        using var parameters = writer.PushSequence();
        Tagged(writer, 0, hash is not null, () => writer.WriteEncodedValue(Identifier(hash!)));
        Tagged(writer, 1, maskHash is not null, () => writer.WriteEncodedValue(Identifier(
            "1.2.840.113549.1.1.8", mask => mask.WriteEncodedValue(Identifier(maskHash!)))));
        Tagged(writer, 2, salt is not null, () => writer.WriteInteger(salt!.Value));
    });

    private static void Tagged(AsnWriter writer, int tag, bool present, Action write)
    {
        if (present)
        {
            using var scope = writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, tag));
            write();
        }
    }

    private static byte[] Identifier(string oid, Action<AsnWriter>? parameters = null)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            parameters?.Invoke(writer);
        }

        return writer.Encode();
    }

    private static byte[] Algorithm(HashAlgorithmName hash) => TestKeys.Generator(TestPki.Root.Key, hash).GetSignatureAlgorithmIdentifier(hash);
}
