using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;
using ProxyAware.Upstream;
using ProxyAware.Upstream.Compilation;
using ProxyAware.Upstream.Validation;

namespace ProxyAware.Tests.Upstream;

/// <summary>A resumed session for which the framework asked nobody.</summary>
public sealed class ResumedPeerTests
{
    [Fact]
    public void Known_IsJudgedOverTheChainItWasAcceptedWith()
    {
        var policy = Compile(Calls.Trusting());
        var target = PeerTarget.Of(policy, "localhost", 443);
        Assert.Null(ResumedPeer.Judge(policy, target, TestPki.LeafUnderTwo.PublicOnly, TestPki.Now));
        Accept(policy, target, TestPki.LeafUnderTwo);
        Assert.True(ResumedPeer.Judge(policy, target, TestPki.LeafUnderTwo.PublicOnly, TestPki.Now)!.IsAccepted);
    }

    [Fact]
    public void Known_IsRefused_WhenItHasExpiredSince()
    {
        var policy = Compile(Calls.Trusting());
        var target = PeerTarget.Of(policy, "localhost", 443);
        Accept(policy, target, TestPki.Leaf);
        Assert.Equal(UpstreamTlsReason.Expired, ResumedPeer.Judge(policy, target, TestPki.Leaf.PublicOnly, TestPki.Now.AddYears(2))!.Failure?.Reason);
    }

    [Fact]
    public void Known_UnderAnotherPolicyOrName_IsNotKnown()
    {
        var policy = Compile(Calls.Trusting());
        var target = PeerTarget.Of(policy, "localhost", 443);
        Accept(policy, target, TestPki.Leaf);
        Assert.Null(ResumedPeer.Judge(Compile(Calls.Trusting()), target, TestPki.Leaf.PublicOnly, TestPki.Now));
        Assert.Null(ResumedPeer.Judge(policy, target with { VerifyName = "other.test" }, TestPki.Leaf.PublicOnly, TestPki.Now));
        Assert.Null(ResumedPeer.Judge(policy, target, TestPki.RotatedSameKey.PublicOnly, TestPki.Now));
    }

    [Fact]
    public void Refused_IsNotRemembered()
    {
        var policy = Compile(Calls.Trusting());
        var target = PeerTarget.Of(policy, "localhost", 443);
        Assert.False(Judge(policy, target, TestPki.OtherName).IsAccepted);
        Assert.Null(ResumedPeer.Judge(policy, target, TestPki.OtherName.PublicOnly, TestPki.Now));
    }

    [Fact]
    public void KeyModes_RememberNobody()
    {
        var policy = Compile(Calls.Pinning(TestPin.Of(TestPki.Leaf)));
        var target = PeerTarget.Of(policy, "localhost", 443);
        Accept(policy, target, TestPki.Leaf);
        Assert.Null(ResumedPeer.Judge(policy, target, TestPki.Leaf.PublicOnly, TestPki.Now));
    }

    private static void Accept(UpstreamPolicy policy, PeerTarget target, TestCertificate certificate) => Assert.True(Judge(policy, target, certificate).IsAccepted);

    private static PeerVerdict Judge(UpstreamPolicy policy, PeerTarget target, TestCertificate certificate)
    {
        using var chain = new X509Chain { ChainPolicy = policy.ChainPolicy(TestPki.Now) };
        chain.ChainPolicy.ExtraStore.AddRange(certificate.Intermediates.ToArray());
        var errors = chain.Build(certificate.PublicOnly) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors;
        return PeerValidator.Validate(policy, target, new(certificate.PublicOnly, chain, errors, MayLearn: true), TestPki.Now);
    }

    private static UpstreamPolicy Compile(UpstreamTlsOptions options) =>
        UpstreamCompiler.Compile(options, new("test", "Test", Directory.GetCurrentDirectory(), IsDevelopment: true), TimeProvider.System, new PinStores(TimeProvider.System)).Policy!;
}
