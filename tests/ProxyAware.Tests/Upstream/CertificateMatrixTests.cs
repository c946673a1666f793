using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary>Which certificates are taken and which are refused, for what reason, by real handshakes.</summary>
public sealed class CertificateMatrixTests
{
    [Theory]
    [InlineData(nameof(TestPki.Leaf))]
    [InlineData(nameof(TestPki.RsaLeaf))]
    [InlineData(nameof(TestPki.LeafUnderOne))]
    [InlineData(nameof(TestPki.LeafUnderTwo))]
    [InlineData(nameof(TestPki.NoUsages))]
    [InlineData(nameof(TestPki.Permitted))]
    [InlineData(nameof(TestPki.RotatedSameKey))]
    [InlineData(nameof(TestPki.RotatedOtherKey))]
    public async Task Good_IsAccepted(string name)
    {
        await using var server = new TlsTestServer(Certificate(name));
        await Calls.AcceptedAsync(Calls.Trusting(TestPki.Root, TestPki.RsaRoot), server.Url);
        Assert.Equal(TestPki.ServerName, Assert.Single(server.ServerNames));
    }

    [Theory]
    [InlineData(nameof(TestPki.OtherName), UpstreamTlsReason.NameMismatch, "other.test")]
    [InlineData(nameof(TestPki.CommonNameOnly), UpstreamTlsReason.NameMismatch, "a common name does not count")]
    [InlineData(nameof(TestPki.Wildcard), UpstreamTlsReason.NameMismatch, "*.test")] // one label below a top level is no domain
    [InlineData(nameof(TestPki.Expired), UpstreamTlsReason.Expired, "has expired")]
    [InlineData(nameof(TestPki.NotYetValid), UpstreamTlsReason.NotYetValid, "is not valid yet")]
    [InlineData(nameof(TestPki.UnderExpiredIntermediate), UpstreamTlsReason.Expired, "CN=Expired Intermediate")]
    [InlineData(nameof(TestPki.SelfSigned), UpstreamTlsReason.SelfSigned, "is self-signed")]
    [InlineData(nameof(TestPki.SelfSignedExpired), UpstreamTlsReason.SelfSigned, "is self-signed")]
    [InlineData(nameof(TestPki.OfStranger), UpstreamTlsReason.IncompleteChain, "CN=Stranger Root")]
    [InlineData(nameof(TestPki.OfNoAuthority), UpstreamTlsReason.InvalidIssuer, "may not issue")]
    [InlineData(nameof(TestPki.OfAuthorityWithoutConstraints), UpstreamTlsReason.InvalidIssuer, "may not issue")]
    [InlineData(nameof(TestPki.OfAuthorityWithoutCertSign), UpstreamTlsReason.InvalidIssuer, "No Signing")]
    [InlineData(nameof(TestPki.TooLongPath), UpstreamTlsReason.InvalidIssuer, "may not issue")]
    [InlineData(nameof(TestPki.NotPermitted), UpstreamTlsReason.NameConstraint, "name constraints")]
    [InlineData(nameof(TestPki.Excluded), UpstreamTlsReason.NameConstraint, "name constraints")]
    [InlineData(nameof(TestPki.ClientUsageOnly), UpstreamTlsReason.WrongUsage, "serverAuth")]
    [InlineData(nameof(TestPki.WrongKeyUsage), UpstreamTlsReason.WrongUsage, "digitalSignature")]
    [InlineData(nameof(TestPki.UnknownCritical), UpstreamTlsReason.InvalidChain, "Extension")]
    public async Task Bad_IsRefused_AndNothingIsSent(string name, UpstreamTlsReason reason, string says)
    {
        await using var server = new TlsTestServer(Certificate(name));
        var refused = await Calls.RefusedAsync(Calls.Trusting(), server);
        Assert.True(reason == refused.Reason, $"{refused.Reason}: {refused.Message} {string.Join(",", refused.ChainStatus)}");
        Assert.Contains(says, refused.Message);
        Assert.Equal(TestPki.ServerName, refused.ServerName);
        Assert.NotEmpty(refused.SeenPins);
        Assert.NotEmpty(refused.Chain);
    }

    [Fact]
    public async Task LookalikeRoot_IsRefused()
    {
        await using var server = new TlsTestServer(TestPki.OfLookalike);
        var refused = await Calls.RefusedAsync(Calls.Trusting(), server);
        Assert.True(refused.Reason is UpstreamTlsReason.InvalidIssuer or UpstreamTlsReason.IncompleteChain, refused.Message);
    }

    [Fact]
    public async Task Name_IsSaidWithWhereItComesFrom_AndTheNamesThereAre()
    {
        await using var server = new TlsTestServer(TestPki.OtherName);
        var refused = await Calls.RefusedAsync(Calls.Trusting(), server);
        Assert.Equal(["other.test"], refused.OfferedNames);
        Assert.Contains("from ServerName", refused.Message);
        Assert.Contains("\"ServerName\": \"other.test\"", refused.Remedy);
        Assert.Equal(new DateTimeOffset(TestPki.OtherName.Certificate.NotAfter), refused.NotAfter);
    }

    [Fact]
    public async Task SelfSigned_NamesThePin_AndPastingItHelps()
    {
        await using var server = new TlsTestServer(TestPki.SelfSigned);
        var refused = await Calls.RefusedAsync(new() { ServerName = TestPki.ServerName }, server);
        Assert.Equal(UpstreamTlsReason.SelfSigned, refused.Reason);
        var pin = Assert.Single(refused.SeenPins);
        Assert.Contains($"\"Verification\": \"PinOnly\", \"Pins\": [\"{pin}\"]", refused.Remedy);
        await Calls.AcceptedAsync(Calls.Pinning(pin), server.Url);
    }

    [Fact]
    public async Task SelfSigned_InTheFileOfAuthorities_IsVerifiedByName()
    {
        await using var server = new TlsTestServer(TestPki.SelfSigned);
        var options = Calls.Trusting(TestPki.SelfSigned);
        await Calls.AcceptedAsync(options, server.Url);
        options.ServerName = "other.example";
        Assert.Equal(UpstreamTlsReason.NameMismatch, (await Calls.RefusedAsync(options, server.Url)).Reason);
    }

    [Fact]
    public async Task MissingIntermediate_IsNamed_AndMayStandInTheFile()
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { Certificate = TestPki.LeafUnderOne, Sent = [] });
        var refused = await Calls.RefusedAsync(Calls.Trusting(), server);
        Assert.Equal(UpstreamTlsReason.IncompleteChain, refused.Reason);
        Assert.Contains("CN=Test Intermediate 1", refused.Message);
        Assert.Contains("CN=Test Root", refused.Message);
        await Calls.AcceptedAsync(Calls.Trusting(TestPki.Root, TestPki.Intermediate), server.Url);
    }

    [Fact]
    public async Task SystemAuthorities_DoNotKnowTheTestRoot()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        var refused = await Calls.RefusedAsync(new() { ServerName = TestPki.ServerName }, server);
        Assert.Equal(UpstreamTlsReason.IncompleteChain, refused.Reason);
        Assert.Contains("operating system", refused.Message);
    }

    [Theory]
    [InlineData(nameof(TestPki.Leaf), null, 0)]
    [InlineData(nameof(TestPki.LeafUnderOne), 0, 1)]
    [InlineData(nameof(TestPki.LeafUnderTwo), 1, 2)]
    public async Task Depth_CountsIntermediates(string name, int? tooFew, int enough)
    {
        await using var server = new TlsTestServer(Certificate(name));
        var options = Calls.Trusting();
        if (tooFew is not null)
        {
            options.MaxIntermediateCertificates = tooFew;
            Assert.Equal(UpstreamTlsReason.ChainTooLong, (await Calls.RefusedAsync(options, server)).Reason);
        }

        options.MaxIntermediateCertificates = enough;
        await Calls.AcceptedAsync(options, server.Url);
    }

    private static TestCertificate Certificate(string name) => (TestCertificate)typeof(TestPki).GetProperty(name)!.GetValue(null)!;
}
