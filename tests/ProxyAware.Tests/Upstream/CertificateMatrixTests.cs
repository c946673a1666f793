using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary>Which certificates are taken and which are refused, for what reason, by real handshakes.</summary>
public sealed class CertificateMatrixTests
{
    private readonly Authority _root = Authority.Root();

    [Fact]
    public async Task Good_IsAccepted()
    {
        await using var server = new TlsServer(_root.Server());
        Assert.Equal("ok", await Calls.GetAsync(Calls.Trusting(_root), server.Uri()));
        Assert.Equal("localhost", Assert.Single(server.ServerNames));
    }

    [Fact]
    public async Task WrongName_IsRefused_AndSaysWhichNamesThereAre()
    {
        await using var server = new TlsServer(_root.Server(o => (o.Dns, o.Addresses) = (["a.example", "b.example"], [])));
        var refused = await Calls.RefusedAsync(Calls.Trusting(_root), server);
        Assert.Equal(UpstreamTlsReason.NameMismatch, refused.Reason);
        Assert.Equal("localhost", refused.ServerName);
        Assert.Equal(["a.example", "b.example"], refused.OfferedNames);
        Assert.Contains("from the URL", refused.Message);
    }

    [Theory]
    [InlineData(-20, -1, UpstreamTlsReason.Expired)]
    [InlineData(1, 20, UpstreamTlsReason.NotYetValid)]
    public async Task WrongDates_AreRefused(int from, int to, UpstreamTlsReason reason)
    {
        var certificate = _root.Server(o => (o.NotBefore, o.NotAfter) = (DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(to)));
        await using var server = new TlsServer(certificate);
        var refused = await Calls.RefusedAsync(Calls.Trusting(_root), server);
        Assert.Equal(reason, refused.Reason);
        Assert.Equal(new DateTimeOffset(certificate.NotAfter), refused.NotAfter);
        Assert.Contains("NotTimeValid", refused.ChainStatus);
    }

    [Fact]
    public async Task ExpiredIntermediate_IsRefused_AndNamed()
    {
        var middle = _root.Intermediate("Old Intermediate", o => o.NotAfter = DateTimeOffset.UtcNow.AddDays(-1));
        await using var server = new TlsServer(middle.Server(o => o.NotBefore = DateTimeOffset.UtcNow.AddDays(-10)), middle.Intermediates);
        var refused = await Calls.RefusedAsync(Calls.Trusting(_root), server);
        Assert.Equal(UpstreamTlsReason.Expired, refused.Reason);
        Assert.Contains("Old Intermediate", refused.Message);
    }

    [Fact]
    public async Task SelfSigned_IsRefused_AndThePinItNamesIsTaken()
    {
        await using var server = new TlsServer(Authority.SelfSigned());
        var refused = await Calls.RefusedAsync(Calls.Trusting(_root), server);
        Assert.Equal(UpstreamTlsReason.SelfSigned, refused.Reason);
        var pin = Assert.Single(refused.SeenPins);
        Assert.Contains($"\"Pins\": [\"{pin}\"]", refused.Remedy);
        Assert.Equal("ok", await Calls.GetAsync(new() { Verification = UpstreamVerification.PinOnly, Pins = [pin] }, server.Uri()));
    }

    [Fact]
    public async Task SelfSigned_WithSystemAuthorities_IsRefused()
    {
        await using var server = new TlsServer(Authority.SelfSigned());
        Assert.Equal(UpstreamTlsReason.SelfSigned, (await Calls.RefusedAsync(new(), server)).Reason);
    }

    [Fact]
    public async Task SelfSigned_InTheFileOfAuthorities_IsVerifiedByName()
    {
        var certificate = Authority.SelfSigned(o => o.Usages = []);
        await using var server = new TlsServer(certificate);
        var options = new UpstreamTlsOptions { TrustedCertificates = [certificate.ExportCertificatePem()] };
        Assert.Equal("ok", await Calls.GetAsync(options, server.Uri()));
        options.ServerName = "other.example";
        Assert.Equal(UpstreamTlsReason.NameMismatch, (await Calls.RefusedAsync(options, server.Uri())).Reason);
    }

    [Fact]
    public async Task StrangersRoot_IsRefused_AlsoIfItHasTheSameName()
    {
        var stranger = Authority.Root();
        await using var server = new TlsServer(stranger.Server(), stranger.Certificate);
        var refused = await Calls.RefusedAsync(Calls.Trusting(_root), server);
        Assert.True(refused.Reason is UpstreamTlsReason.UntrustedRoot or UpstreamTlsReason.InvalidIssuer, refused.Message);
    }

    [Fact]
    public async Task StrangersRoot_WithItsChain_IsUntrusted()
    {
        var stranger = Authority.Root("Stranger");
        await using var server = new TlsServer(stranger.Server(), stranger.Certificate);
        var refused = await Calls.RefusedAsync(Calls.Trusting(_root), server);
        Assert.Equal(UpstreamTlsReason.UntrustedRoot, refused.Reason);
        Assert.Contains("CN=Stranger", refused.Message);
        Assert.Contains("CN=Test Root", refused.Message);
        Assert.Equal(2, refused.SeenPins.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Intermediates_ThatAreSent_AreUsed(int count)
    {
        var authority = _root;
        for (var i = 0; i < count; i++)
        {
            authority = authority.Intermediate($"Intermediate {i}");
        }

        await using var server = new TlsServer(authority.Server(), authority.Intermediates);
        Assert.Equal("ok", await Calls.GetAsync(Calls.Trusting(_root), server.Uri()));
    }

    [Fact]
    public async Task Intermediates_InTheWrongOrder_AreUsed()
    {
        var authority = _root.Intermediate("One").Intermediate("Two");
        await using var server = new TlsServer(authority.Server(), authority.Intermediates.Reverse());
        Assert.Equal("ok", await Calls.GetAsync(Calls.Trusting(_root), server.Uri()));
    }

    [Fact]
    public async Task Intermediates_ThatAreMissing_AreRefused_UnlessTheFileHasThem()
    {
        var middle = _root.Intermediate("Forgotten");
        await using var server = new TlsServer(middle.Server());
        var refused = await Calls.RefusedAsync(Calls.Trusting(_root), server);
        Assert.Equal(UpstreamTlsReason.IncompleteChain, refused.Reason);
        Assert.Contains("CN=Forgotten", refused.Message);
        Assert.Equal("ok", await Calls.GetAsync(Calls.Trusting(_root, middle), server.Uri()));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public async Task Depth_IsCountedInIntermediates(int allowed, int count)
    {
        var authority = _root;
        for (var i = 0; i < count; i++)
        {
            authority = authority.Intermediate($"Intermediate {i}");
        }

        await using var server = new TlsServer(authority.Server(), authority.Intermediates);
        var options = Calls.Trusting(_root);
        options.MaxIntermediateCertificates = allowed;
        Assert.Equal(UpstreamTlsReason.ChainTooLong, (await Calls.RefusedAsync(options, server)).Reason);
        options.MaxIntermediateCertificates = count;
        Assert.Equal("ok", await Calls.GetAsync(options, server.Uri()));
    }

    [Fact]
    public async Task Issuer_ThatIsNoAuthority_IsRefused()
    {
        var middle = _root.Intermediate("No Authority", o => o.IsAuthority = false);
        await using var server = new TlsServer(middle.Server(), middle.Intermediates);
        var refused = await Calls.RefusedAsync(Calls.Trusting(_root), server);
        Assert.Equal(UpstreamTlsReason.InvalidIssuer, refused.Reason);
    }

    [Fact]
    public async Task NameConstraints_AreRespected()
    {
        // permittedSubtrees: dNSName "example.com" (RFC 5280, 4.2.1.10).
        byte[] permitted = [0x30, 0x11, 0xA0, 0x0F, 0x30, 0x0D, 0x82, 0x0B, .. "example.com"u8];
        var middle = _root.Intermediate("Constrained", o => o.Extra.Add(new X509Extension("2.5.29.30", permitted, critical: true)));
        await using var outside = new TlsServer(middle.Server(o => o.Addresses = []), middle.Intermediates);
        Assert.Equal(UpstreamTlsReason.NameConstraint, (await Calls.RefusedAsync(Calls.Trusting(_root), outside)).Reason);

        await using var inside = new TlsServer(middle.Server(o => (o.Dns, o.Addresses) = (["a.example.com"], [])), middle.Intermediates);
        var options = Calls.Trusting(_root);
        options.ServerName = "a.example.com";
        Assert.Equal("ok", await Calls.GetAsync(options, inside.Uri()));
    }

    [Theory]
    [InlineData("1.3.6.1.5.5.7.3.2")]
    [InlineData("1.3.6.1.5.5.7.3.3")]
    public async Task Usage_ThatIsNotForServers_IsRefused(string usage)
    {
        await using var server = new TlsServer(_root.Server(o => o.Usages = [usage]));
        Assert.Equal(UpstreamTlsReason.WrongUsage, (await Calls.RefusedAsync(Calls.Trusting(_root), server)).Reason);
    }

    [Fact]
    public async Task KeyUsage_WithoutDigitalSignature_IsRefused()
    {
        await using var server = new TlsServer(_root.Server(o => o.KeyUsage = X509KeyUsageFlags.KeyEncipherment));
        Assert.Equal(UpstreamTlsReason.WrongUsage, (await Calls.RefusedAsync(Calls.Trusting(_root), server)).Reason);
    }

    [Fact]
    public async Task WeakKey_IsRefused_UnlessAllowed()
    {
        var middle = _root.Intermediate("Weak", o => o.RsaBits = 1024);
        await using var server = new TlsServer(middle.Server(), middle.Intermediates);
        var options = Calls.Trusting(_root);
        var refused = await Calls.RefusedAsync(options, server);
        Assert.Equal(UpstreamTlsReason.WeakKey, refused.Reason);
        Assert.Contains("CN=Weak", refused.Message);
        options.AllowWeakCertificates = true;
        Assert.Equal("ok", await Calls.GetAsync(options, server.Uri()));
    }

    [Fact]
    public async Task WeakSignature_IsRefused_UnlessAllowed_AndDoesNotCountOnAnchors()
    {
        var old = Authority.Root("Old Root", o => o.Hash = HashAlgorithmName.SHA1);
        await using var fine = new TlsServer(old.Server());
        Assert.Equal("ok", await Calls.GetAsync(Calls.Trusting(old), fine.Uri()));

        var middle = _root.Intermediate("Sha1", o => o.Hash = HashAlgorithmName.SHA1);
        await using var server = new TlsServer(middle.Server(), middle.Intermediates);
        var options = Calls.Trusting(_root);
        Assert.Equal(UpstreamTlsReason.WeakSignature, (await Calls.RefusedAsync(options, server)).Reason);
        options.AllowWeakCertificates = true;
        Assert.Equal("ok", await Calls.GetAsync(options, server.Uri()));
    }

    [Fact]
    public async Task CommonName_DoesNotCount()
    {
        await using var server = new TlsServer(_root.Server(o => (o.CommonName, o.Dns, o.Addresses) = ("localhost", [], [])));
        var refused = await Calls.RefusedAsync(Calls.Trusting(_root), server);
        Assert.Equal(UpstreamTlsReason.NameMismatch, refused.Reason);
        Assert.Contains("common name does not count", refused.Message);
    }

    [Fact]
    public async Task AddressOfTheUrl_IsMatchedAgainstAddresses_AndNotAgainstNames()
    {
        await using var server = new TlsServer(_root.Server(o => (o.Dns, o.Addresses) = (["localhost"], ["127.0.0.1"])));
        Assert.Equal("ok", await Calls.GetAsync(Calls.Trusting(_root), server.Uri("127.0.0.1")));
        Assert.Equal("", Assert.Single(server.ServerNames));

        await using var asName = new TlsServer(_root.Server(o => (o.CommonName, o.Dns, o.Addresses) = ("127.0.0.1", ["127.0.0.1"], [])));
        Assert.Equal(UpstreamTlsReason.NameMismatch, (await Calls.RefusedAsync(Calls.Trusting(_root), asName, "127.0.0.1")).Reason);
    }

    [Theory]
    [InlineData("*.example.com", "a.example.com", true)]
    [InlineData("*.example.com", "a.b.example.com", false)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*.test", "example.test", false)]
    [InlineData("a*.example.com", "ab.example.com", false)]
    [InlineData("EXAMPLE.com", "example.COM", true)]
    public async Task Wildcards_StandForOneWholeLabel(string pattern, string name, bool accepted)
    {
        await using var server = new TlsServer(_root.Server(o => (o.Dns, o.Addresses) = ([pattern], [])));
        var options = Calls.Trusting(_root);
        options.ServerName = name;
        if (accepted)
        {
            Assert.Equal("ok", await Calls.GetAsync(options, server.Uri()));
        }
        else
        {
            Assert.Equal(UpstreamTlsReason.NameMismatch, (await Calls.RefusedAsync(options, server)).Reason);
        }
    }
}
