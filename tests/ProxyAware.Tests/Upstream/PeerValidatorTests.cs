using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;
using ProxyAware.Upstream;
using ProxyAware.Upstream.Compilation;
using ProxyAware.Upstream.Validation;

namespace ProxyAware.Tests.Upstream;

/// <summary>Chains that OpenSSL does not let a server show in a test, judged without a handshake.</summary>
public sealed class PeerValidatorTests
{
    [Theory]
    [InlineData(nameof(TestPki.Rsa1024), UpstreamTlsReason.WeakKey)]
    [InlineData(nameof(TestPki.UnderRsa1024), UpstreamTlsReason.WeakKey)]
    [InlineData(nameof(TestPki.Sha1), UpstreamTlsReason.WeakSignature)]
    public void Weak_IsRefused_UnlessAllowed(string name, UpstreamTlsReason reason)
    {
        var certificate = (TestCertificate)typeof(TestPki).GetProperty(name)!.GetValue(null)!;
        var options = Calls.Trusting(TestPki.Root, TestPki.RsaRoot);
        Assert.Equal(reason, Judge(options, certificate, certificate.Intermediates)?.Reason);
        options.AllowWeakCertificates = true;
        Assert.Null(Judge(options, certificate, certificate.Intermediates));
    }

    /// <summary>OpenSSL verifies all of this, and the framework has no class for such keys.</summary>
    [Theory]
    [InlineData(2048, 2048, "SHA256", null, null)]
    [InlineData(1024, 2048, "SHA256", UpstreamTlsReason.WeakKey, "an RSA key of 1024 bits")]
    [InlineData(2048, 1024, "SHA256", UpstreamTlsReason.WeakKey, "an RSA key of 1024 bits")] // the intermediate's
    [InlineData(2048, 2048, "SHA1", UpstreamTlsReason.WeakSignature, "RSASSA-PSS and SHA-1")]
    public void RsaPss_IsJudgedByKeyAndHash(int leafBits, int authorityBits, string hash, UpstreamTlsReason? reason, string? says)
    {
        using var authority = PssCertificate.Issue(TestPki.RsaRoot, CertificateSpec.Authority("PSS Authority", TestKeys.Rsa("pss authority", authorityBits)), HashAlgorithmName.SHA256);
        using var leaf = PssCertificate.Issue(
            authority, TestKeys.Rsa("pss authority", authorityBits), CertificateSpec.Server(TestPki.ServerName) with { Key = TestKeys.Rsa("pss", leafBits) }, new HashAlgorithmName(hash));
        var options = Calls.Trusting(TestPki.RsaRoot);
        var failure = Judge(options, leaf, [authority]);
        Assert.Equal(reason, failure?.Reason);
        Assert.Contains(says ?? "", failure?.Message ?? "", StringComparison.Ordinal);
        options.AllowWeakCertificates = true;
        Assert.Null(Judge(options, leaf, [authority]));
    }

    [Fact]
    public void WeakKey_IsFoundAgain_AndBesideKeysThatAreRemembered()
    {
        var keys = new StrongKeys();
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(keys.Weakness(TestPki.RsaLeaf.PublicOnly));
            Assert.Equal("an RSA key of 1024 bits, which can be broken", keys.Weakness(TestPki.Rsa1024.PublicOnly));
            Assert.Null(keys.Weakness(TestPki.Leaf.PublicOnly));
        }
    }

    [Fact]
    public void CompleteChainToAStranger_IsUntrusted_AndTheRootIsNamed()
    {
        var failure = Judge(Calls.Trusting(), TestPki.OfStranger, [TestPki.StrangerRoot.PublicOnly]);
        Assert.Equal(UpstreamTlsReason.UntrustedRoot, failure?.Reason);
        Assert.Contains("CN=Stranger Root", failure!.Message);
        Assert.Contains("CN=Test Root", failure.Message);
        Assert.Equal(2, failure.SeenPins.Count);
        Assert.Contains("UntrustedRoot", failure.ChainStatus);
    }

    [Fact]
    public void Misordered_AndUnrelated_CertificatesDoNotMatter()
    {
        X509Certificate2[] sent = [.. TestPki.LeafUnderTwo.Intermediates.Reverse(), TestPki.StrangerRoot.PublicOnly, TestPki.SelfSigned.PublicOnly];
        Assert.Null(Judge(Calls.Trusting(), TestPki.LeafUnderTwo, sent));
    }

    [Fact]
    public void Decoy_WithThePinnedKey_DoesNotHelp()
    {
        var decoy = TestPki.RotatedOtherKey;
        var pin = ProxyAware.Upstream.Pins.SpkiPin.Of(decoy.PublicOnly).ToString();
        var pinned = Calls.Trusting();
        pinned.Pins = [pin, TestPin.Unused];
        Assert.Equal(UpstreamTlsReason.PinMismatch, Judge(pinned, TestPki.Leaf, [decoy.PublicOnly])?.Reason);
        Assert.Equal(UpstreamTlsReason.PinMismatch, Judge(Calls.Pinning(pin, TestPin.Unused), TestPki.Leaf, [decoy.PublicOnly])?.Reason);
    }

    [Fact]
    public void NoCertificate_IsRefused_InEveryMode()
    {
        foreach (var options in new[] { Calls.Trusting(), Calls.Pinning(TestPin.Unused), TestPin.Nothing() })
        {
            var policy = Compile(options);
            var verdict = PeerValidator.Validate(policy, PeerTarget.Of(policy, "localhost", 443), new(null, null, SslPolicyErrors.RemoteCertificateNotAvailable, MayLearn: true), TestPki.Now);
            Assert.Equal(UpstreamTlsReason.NoCertificate, verdict.Failure?.Reason);
        }
    }

    [Fact]
    public void ErrorOfTheFramework_WithoutAStatus_IsNotOverlooked()
    {
        var policy = Compile(Calls.Trusting());
        using var chain = new X509Chain { ChainPolicy = policy.ChainPolicy(TestPki.Now) };
        Assert.True(chain.Build(TestPki.Leaf.PublicOnly));
        var evidence = new PeerEvidence(TestPki.Leaf.PublicOnly, chain, SslPolicyErrors.RemoteCertificateChainErrors, MayLearn: true);
        Assert.Equal(UpstreamTlsReason.InvalidChain, PeerValidator.Validate(policy, PeerTarget.Of(policy, "localhost", 443), evidence, TestPki.Now).Failure?.Reason);
    }

    [Fact]
    public void Subjects_AreEscaped()
    {
        var hostile = TestCertificate.SelfSigned(CertificateSpec.Server(TestPki.ServerName) with { Name = "a\u001b[31m\u202eb" });
        var failure = Judge(Calls.Trusting(), hostile, []);
        Assert.DoesNotContain('\u001b', failure!.Message);
        Assert.DoesNotContain('\u202e', failure.Message);
    }

    [Fact]
    public void Names_AreCapped()
    {
        var many = TestPki.Root.Issue(CertificateSpec.Server([.. Enumerable.Range(0, 100).Select(i => $"n{i}.test.example")]));
        var failure = Judge(Calls.Trusting(), many, []);
        Assert.Equal(UpstreamTlsReason.NameMismatch, failure?.Reason);
        Assert.Equal(9, failure!.OfferedNames.Count);
        Assert.Equal("and 92 more", failure.OfferedNames[^1]);
    }

    [Theory]
    [InlineData("*.example.com", "a.example.com", true)]
    [InlineData("*.example.com", "A.EXAMPLE.COM.", true)]
    [InlineData("*.example.com", "a.b.example.com", false)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*.example.com", ".example.com", false)]
    [InlineData("*.com", "example.com", false)]
    [InlineData("a*.example.com", "ab.example.com", false)]
    [InlineData("*.*.example.com", "a.b.example.com", false)]
    [InlineData("*", "localhost", false)]
    [InlineData("under_score.example.com", "under_score.example.com", true)]
    [InlineData("example.com", "example.org", false)]
    [InlineData("", "", false)]
    public void Patterns_StandForOneWholeLabel(string pattern, string name, bool matches) =>
        Assert.Equal(matches, ProxyAware.Upstream.Certificates.CertificateNames.MatchesPattern(pattern, name));

    private static UpstreamFailure? Judge(UpstreamTlsOptions options, TestCertificate leaf, IEnumerable<X509Certificate2> sent) => Judge(options, leaf.PublicOnly, sent);

    private static UpstreamFailure? Judge(UpstreamTlsOptions options, X509Certificate2 leaf, IEnumerable<X509Certificate2> sent)
    {
        var policy = Compile(options);
        using var chain = new X509Chain { ChainPolicy = policy.ChainPolicy(TestPki.Now) };
        chain.ChainPolicy.ExtraStore.AddRange(sent.ToArray());
        var errors = chain.Build(leaf) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors;
        return PeerValidator.Validate(policy, PeerTarget.Of(policy, "localhost", 443), new(leaf, chain, errors, MayLearn: true), TestPki.Now).Failure;
    }

    private static UpstreamPolicy Compile(UpstreamTlsOptions options)
    {
        var result = UpstreamCompiler.Compile(options, new("test", "Test", Directory.GetCurrentDirectory(), IsDevelopment: true), TimeProvider.System, new PinStores(TimeProvider.System));
        Assert.Empty(result.Problems);
        return result.Policy!;
    }
}
