using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>The certificates are wrong in the one way that they are made for.</summary>
public class TestPkiTests
{
    [Theory]
    [InlineData(nameof(TestPki.Leaf), X509ChainStatusFlags.NoError)]
    [InlineData(nameof(TestPki.RsaLeaf), X509ChainStatusFlags.NoError)]
    [InlineData(nameof(TestPki.LeafUnderOne), X509ChainStatusFlags.NoError)]
    [InlineData(nameof(TestPki.LeafUnderTwo), X509ChainStatusFlags.NoError)]
    [InlineData(nameof(TestPki.Address), X509ChainStatusFlags.NoError)]
    [InlineData(nameof(TestPki.Permitted), X509ChainStatusFlags.NoError)]
    [InlineData(nameof(TestPki.NoUsages), X509ChainStatusFlags.NoError)]
    [InlineData(nameof(TestPki.Rsa1024), X509ChainStatusFlags.NoError)]
    [InlineData(nameof(TestPki.Sha1), X509ChainStatusFlags.NoError)]
    [InlineData(nameof(TestPki.RotatedSameKey), X509ChainStatusFlags.NoError)]
    [InlineData(nameof(TestPki.Expired), X509ChainStatusFlags.NotTimeValid)]
    [InlineData(nameof(TestPki.NotYetValid), X509ChainStatusFlags.NotTimeValid)]
    [InlineData(nameof(TestPki.UnderExpiredIntermediate), X509ChainStatusFlags.NotTimeValid)]
    [InlineData(nameof(TestPki.SelfSigned), X509ChainStatusFlags.UntrustedRoot)]
    [InlineData(nameof(TestPki.OfStranger), X509ChainStatusFlags.UntrustedRoot)]
    [InlineData(nameof(TestPki.OfNoAuthority), X509ChainStatusFlags.InvalidBasicConstraints)]
    [InlineData(nameof(TestPki.OfAuthorityWithoutConstraints), X509ChainStatusFlags.InvalidBasicConstraints)]
    [InlineData(nameof(TestPki.OfAuthorityWithoutCertSign), X509ChainStatusFlags.InvalidBasicConstraints)] // so says OpenSSL
    [InlineData(nameof(TestPki.TooLongPath), X509ChainStatusFlags.InvalidBasicConstraints)]
    [InlineData(nameof(TestPki.NotPermitted), X509ChainStatusFlags.HasNotPermittedNameConstraint)]
    [InlineData(nameof(TestPki.Excluded), X509ChainStatusFlags.HasExcludedNameConstraint)]
    [InlineData(nameof(TestPki.ClientUsageOnly), X509ChainStatusFlags.NotValidForUsage)]
    [InlineData(nameof(TestPki.UnknownCritical), X509ChainStatusFlags.HasNotSupportedCriticalExtension)]
    public void Chain_OfEachCertificate_FailsAsMeant(string name, X509ChainStatusFlags expected)
    {
        var leaf = (TestCertificate)typeof(TestPki).GetProperty(name)!.GetValue(null)!;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(new[] { TestPki.Root.PublicOnly, TestPki.RsaRoot.PublicOnly });
        chain.ChainPolicy.ExtraStore.AddRange(leaf.Chain.ToArray());
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(CertificateSpec.ServerAuthentication));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;

        Assert.Equal(expected == X509ChainStatusFlags.NoError, chain.Build(leaf.PublicOnly));
        var seen = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        Assert.True(expected == X509ChainStatusFlags.NoError ? seen == expected : seen.HasFlag(expected), $"{seen}");
    }

    [Fact]
    public void Rotated_SameAndOtherKey_AreWhatTheyAreCalled()
    {
        Assert.Equal(TestPki.Leaf.Certificate.GetPublicKey(), TestPki.RotatedSameKey.Certificate.GetPublicKey());
        Assert.NotEqual(TestPki.Leaf.Certificate.RawData, TestPki.RotatedSameKey.Certificate.RawData);
        Assert.NotEqual(TestPki.Leaf.Certificate.GetPublicKey(), TestPki.RotatedOtherKey.Certificate.GetPublicKey());
    }

    [Fact]
    public void Exports_Key_CanBeReadBack()
    {
        var client = TestPki.ClientUnderOne;
        using var encrypted = X509Certificate2.CreateFromEncryptedPem(client.ChainPem, client.EncryptedKeyPem("secret"), "secret");
        using var plain = X509Certificate2.CreateFromPem(client.ChainPem, client.KeyPem);
        using var traditional = X509Certificate2.CreateFromPem(client.ChainPem, client.TraditionalKeyPem);
        var pfx = X509CertificateLoader.LoadPkcs12Collection(client.Pfx("secret"), "secret");
        Assert.All([encrypted, plain, traditional, pfx.Single(c => c.HasPrivateKey)], c => Assert.Equal(client.Certificate, c));
        Assert.Equal(2, pfx.Count);
    }
}
