using System.Security.Cryptography.X509Certificates;
using System.Text;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Upstream.Revocation;

namespace ProxyAware.Tests.Upstream.Revocation;

public class RevocationSetTests
{
    private static readonly TestCertificate Leaf = TestPki.LeafUnderTwo;
    private static readonly byte[] GoodRoot = TestCrl.Good(TestPki.Root);
    private static readonly byte[] GoodFirst = TestCrl.Good(TestPki.Intermediate);
    private static readonly byte[] GoodSecond = TestCrl.Good(TestPki.SecondIntermediate);

    [Fact]
    public void Check_ListOfEveryIssuer_IsGood() => Expect(RevocationStatus.Good, Leaf, [GoodRoot, GoodFirst, GoodSecond]);

    [Fact]
    public void Check_ListOfAnIssuerMissing_IsNoList()
    {
        Assert.Equal(Leaf.PublicOnly, Expect(RevocationStatus.NoList, Leaf, [GoodRoot, GoodFirst]).Certificate);
        Assert.Equal(TestPki.SecondIntermediate.PublicOnly, Expect(RevocationStatus.NoList, Leaf, [GoodRoot, GoodSecond]).Certificate);
        var verdict = Expect(RevocationStatus.NoList, Leaf, [GoodFirst, GoodSecond]);
        Assert.Equal("CN=Test Intermediate 1", verdict.Subject);
        Assert.Equal("CN=Test Root", verdict.Issuer);
        Expect(RevocationStatus.NoList, Leaf, []);
        Expect(RevocationStatus.NoList, Leaf, [TestCrl.Good(TestPki.StrangerRoot)]);
    }

    [Fact]
    public void Check_RevokedAtAnyLevel_IsRevoked()
    {
        var verdict = Expect(RevocationStatus.Revoked, Leaf, [GoodRoot, GoodFirst, TestCrl.Revoking(Leaf)]);
        Assert.Equal(Leaf.Certificate.SerialNumber, verdict.Serial);
        Assert.Equal("CN=backend.test", verdict.Subject);
        Expect(RevocationStatus.Revoked, Leaf, [GoodRoot, TestCrl.Revoking(TestPki.SecondIntermediate), GoodSecond]);
        Expect(RevocationStatus.Revoked, Leaf, [TestCrl.Revoking(TestPki.Intermediate), GoodFirst, GoodSecond]);
    }

    [Fact]
    public void Check_SerialRevokedByAnotherIssuer_IsGood()
    {
        var serial = Leaf.Certificate.SerialNumberBytes.ToArray();
        Expect(RevocationStatus.Good, Leaf, [GoodRoot, GoodFirst, GoodSecond, TestCrl.Build(CrlSpec.Of(TestPki.StrangerRoot) with { Entries = [new(serial)] })]);
        Expect(RevocationStatus.Good, Leaf, [TestCrl.Build(CrlSpec.Of(TestPki.Root) with { Entries = [new(serial)] }), GoodFirst, GoodSecond]);
    }

    [Fact]
    public void Check_LeafOnly_LooksAtNothingElse()
    {
        Expect(RevocationStatus.Good, Leaf, [GoodSecond], leafOnly: true);
        Expect(RevocationStatus.Good, Leaf, [GoodSecond, TestCrl.Revoking(TestPki.SecondIntermediate)], leafOnly: true);
        Expect(RevocationStatus.Revoked, Leaf, [TestCrl.Revoking(Leaf)], leafOnly: true);
        Expect(RevocationStatus.NoList, Leaf, [GoodRoot, GoodFirst], leafOnly: true);
    }

    [Fact]
    public void Check_Dates_DecideWhetherAListCounts()
    {
        var stale = Expect(RevocationStatus.Stale, TestPki.Leaf, [TestCrl.Expired(TestPki.Root)]);
        Assert.Equal(TestPki.Now.AddDays(-2), stale.Date);
        var early = Expect(RevocationStatus.NotYetValid, TestPki.Leaf, [TestCrl.NotYetValid(TestPki.Root)]);
        Assert.Equal(TestPki.Now.AddDays(1), early.Date);
        Expect(RevocationStatus.Stale, TestPki.Leaf, [TestCrl.Expired(TestPki.Root), TestCrl.NotYetValid(TestPki.Root)]);
        Expect(RevocationStatus.Good, TestPki.Leaf, [TestCrl.Expired(TestPki.Root), GoodRoot, TestCrl.NotYetValid(TestPki.Root)]);

        var set = Set(GoodRoot); // from a day ago, for a week
        Assert.Equal(RevocationStatus.NotYetValid, set.Check(TestPki.Leaf.Chain, false, TestPki.Now.AddDays(-1).AddSeconds(-1)).Status);
        Assert.Equal(RevocationStatus.Good, set.Check(TestPki.Leaf.Chain, false, TestPki.Now.AddDays(-1)).Status);
        Assert.Equal(RevocationStatus.Good, set.Check(TestPki.Leaf.Chain, false, TestPki.Now.AddDays(7).AddSeconds(-1)).Status);
        Assert.Equal(RevocationStatus.Stale, set.Check(TestPki.Leaf.Chain, false, TestPki.Now.AddDays(7)).Status);
    }

    [Fact]
    public void Check_SeveralListsOfAnIssuer_NewestDecides()
    {
        var revoking = CrlSpec.Of(TestPki.Root, TestPki.Leaf);
        var older = TestCrl.Build(revoking with { ThisUpdate = TestPki.Now.AddDays(-2) });
        Expect(RevocationStatus.Good, TestPki.Leaf, [older, GoodRoot]);
        Expect(RevocationStatus.Revoked, TestPki.Leaf, [GoodRoot, TestCrl.Build(revoking with { ThisUpdate = TestPki.Now.AddHours(-1) })]);
        Expect(RevocationStatus.Revoked, TestPki.Leaf, [GoodRoot, TestCrl.Build(revoking)]); // of the same second: both count
        Expect(RevocationStatus.Revoked, TestPki.Leaf, [TestCrl.Build(revoking with { ThisUpdate = TestPki.Now.AddDays(-9), NextUpdate = TestPki.Now.AddDays(-8) })]);
    }

    [Fact]
    public void Check_NotSignedByTheIssuer_IsBadSignature()
    {
        Expect(RevocationStatus.BadSignature, TestPki.Leaf, [TestCrl.BadSignature(TestPki.Root)]);
        Expect(RevocationStatus.BadSignature, TestPki.Leaf, [TestCrl.Good(TestPki.LookalikeRoot)]);
        Expect(RevocationStatus.Good, TestPki.Leaf, [TestCrl.Good(TestPki.LookalikeRoot), GoodRoot]);

        // A forged list cannot revoke either.
        Expect(RevocationStatus.Good, TestPki.Leaf, [TestCrl.Build(CrlSpec.Of(TestPki.Root, TestPki.Leaf) with { Key = TestPki.LookalikeRoot.Key }), GoodRoot]);
    }

    [Fact]
    public void Check_IssuerWithoutTheUsage_IsRefused()
    {
        var issuer = TestPki.Root.Issue(CertificateSpec.Authority("No Lists") with { KeyUsage = X509KeyUsageFlags.KeyCertSign });
        var leaf = issuer.Issue(CertificateSpec.Server(TestPki.ServerName));
        Expect(RevocationStatus.IssuerMayNotSignLists, leaf, [GoodRoot, TestCrl.Good(issuer)]);

        var free = TestPki.Root.Issue(CertificateSpec.Authority("Any Usage") with { KeyUsage = null });
        Expect(RevocationStatus.Good, free.Issue(CertificateSpec.Server(TestPki.ServerName)), [GoodRoot, TestCrl.Good(free)]);
    }

    [Fact]
    public void Check_SelfSignedAnchor_NeedsNoList() => Expect(RevocationStatus.Good, TestPki.SelfSigned, []);

    [Fact]
    public void Check_UnusableChain_IsRefused()
    {
        var set = Set(GoodRoot, GoodFirst, GoodSecond);
        Assert.Equal(RevocationStatus.UnusableChain, set.Check([], false, TestPki.Now).Status);
        Assert.Equal(RevocationStatus.UnusableChain, set.Check([Leaf.PublicOnly], true, TestPki.Now).Status);
        Assert.Equal(RevocationStatus.UnusableChain, set.Check([.. Leaf.Chain.Take(3)], false, TestPki.Now).Status); // without its root
        Assert.Equal(RevocationStatus.UnusableChain, set.Check([.. Enumerable.Repeat(TestPki.Root.PublicOnly, 17)], false, TestPki.Now).Status);
        Assert.False(default(RevocationVerdict).IsGood);
    }

    [Fact]
    public void TryParse_PemAndDerFiles_GiveAllLists()
    {
        var text = "# comment\n" + TestPki.Root.Pem + TestCrl.Pem(GoodRoot) + "between\n" + TestCrl.Pem(GoodFirst).ReplaceLineEndings("\r\n");
        Assert.True(RevocationFiles.TryParse([("a.pem", Encoding.UTF8.GetBytes(text)), ("b.crl", GoodSecond)], out var set, out var reason), reason);
        Assert.Equal(3, set.Lists.Count);
        Assert.Equal(RevocationStatus.Good, set.Check(Leaf.Chain, false, TestPki.Now).Status);
    }

    [Fact]
    public void TryParse_FileWithoutUsableList_IsAnError()
    {
        var good = TestCrl.Pem(GoodRoot);
        (string Content, string Expected)[] files =
        [
            ("", "'x' is empty"),
            ("nothing here", "'x' holds no revocation list"),
            (TestPki.Root.Pem, "'x' holds PEM, and no revocation list"),
            (good[..^30], "cut off or damaged"),
            (good + good[..100], "cut off or damaged"),
            (good + good.Insert(60, "!"), "cut off or damaged"),
            ("0\n" + good, ""), // begins like DER
            ("\uFEFF" + good, ""),
            (TestCrl.Pem(TestCrl.Delta(TestPki.Root)), "the revocation list in 'x' cannot be used: it is a delta list"),
            (good + TestCrl.Pem(TestCrl.Scoped(TestPki.Root)), "revocation list 2 of 2 in 'x' cannot be used: it covers only a part"),
            (good + TestCrl.Pem([1, 2, 3]), "revocation list 2 of 2 in 'x' cannot be used: it is no well-formed"),
            ("0not der", "the revocation list in 'x' cannot be used: it is no well-formed"),
        ];
        foreach (var (content, expected) in files)
        {
            var parsed = RevocationFiles.TryParse([("good", GoodRoot), ("x", Encoding.UTF8.GetBytes(content))], out var set, out var reason);
            Assert.Equal(expected.Length == 0, parsed);
            Assert.Equal(parsed, set is not null);
            Assert.Contains(expected, reason ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Check_ListOfOpenSsl_Decides()
    {
        using var authority = X509Certificate2.CreateFromPem(OpenSslLists.Authority);
        using var good = X509Certificate2.CreateFromPem(OpenSslLists.Good);
        using var revoked = X509Certificate2.CreateFromPem(OpenSslLists.Revoked);
        var set = Set(Encoding.UTF8.GetBytes(OpenSslLists.List));
        var now = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(RevocationStatus.Good, set.Check([good, authority], false, now).Status);
        Assert.Equal(RevocationStatus.Revoked, set.Check([revoked, authority], false, now).Status);
        Assert.Equal(RevocationStatus.Stale, set.Check([good, authority], false, now.AddDays(60)).Status);
    }

    private static RevocationVerdict Expect(RevocationStatus expected, TestCertificate leaf, byte[][] lists, bool leafOnly = false)
    {
        var verdict = Set(lists).Check(leaf.Chain, leafOnly, TestPki.Now);
        Assert.Equal(expected, verdict.Status);
        Assert.Equal(expected == RevocationStatus.Good, verdict.IsGood);
        return verdict;
    }

    private static RevocationSet Set(params byte[][] files)
    {
        Assert.True(RevocationFiles.TryParse([.. files.Select((file, i) => ($"{i}", file))], out var set, out var reason), reason);
        return set;
    }
}
