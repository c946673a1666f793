using System.Net.Security;
using System.Security.Authentication;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;
using ProxyAware.Upstream.Compilation;

namespace ProxyAware.Tests.Upstream;

/// <summary>Lists of cipher suites that protect nothing, or with which no handshake could begin, stop the start.</summary>
public sealed class CipherSuitesTests
{
    private const SslProtocols Both = SslProtocols.Tls12 | SslProtocols.Tls13;

    [Theory]
    [InlineData("TLS_NULL_WITH_NULL_NULL", "encrypts nothing")]
    [InlineData("TLS_RSA_WITH_NULL_SHA256", "encrypts nothing")]
    [InlineData("TLS_ECDHE_RSA_WITH_NULL_SHA", "encrypts nothing")]
    [InlineData("tls_rsa_with_null_md5", "encrypts nothing")]
    [InlineData("TLS_PSK_WITH_NULL_SHA", "encrypts nothing")]
    [InlineData("TLS_DH_anon_WITH_AES_128_CBC_SHA", "shows no certificate")]
    [InlineData("TLS_ECDH_anon_WITH_AES_256_CBC_SHA", "shows no certificate")]
    [InlineData("TLS_DH_anon_EXPORT_WITH_RC4_40_MD5", "shows no certificate")]
    [InlineData("TLS_RSA_EXPORT_WITH_RC4_40_MD5", "is broken")]
    [InlineData("TLS_RSA_EXPORT_WITH_DES40_CBC_SHA", "is broken")]
    [InlineData("TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5", "is broken")]
    [InlineData("TLS_ECDHE_RSA_WITH_RC4_128_SHA", "is broken")]
    [InlineData("TLS_DHE_RSA_WITH_DES_CBC_SHA", "is broken")]
    [InlineData("TLS_PSK_WITH_AES_128_GCM_SHA256", "a shared secret")]
    [InlineData("TLS_RSA_PSK_WITH_AES_128_GCM_SHA256", "a shared secret")]
    [InlineData("TLS_KRB5_WITH_3DES_EDE_CBC_SHA", "a shared secret")]
    [InlineData("TLS_SRP_SHA_WITH_AES_128_CBC_SHA", "a shared secret")]
    [InlineData("TLS_ECCPWD_WITH_AES_128_GCM_SHA256", "a shared secret")]
    public void Suite_ThatProtectsNothing_IsRefusedByName(string suite, string says)
    {
        var problem = Problem([suite, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256"], Both);
        Assert.Equal(suite, problem.Value);
        Assert.Contains(says, problem.Reason);
    }

    // Without this a new name of the framework would be judged by nobody.
    [Fact]
    public void Suites_ThatAreNotRefused_HaveACertificateAndACipherThatIsNotBroken()
    {
        string[] exchanges = ["RSA", "DH_DSS", "DH_RSA", "DHE_DSS", "DHE_RSA", "ECDH_ECDSA", "ECDH_RSA", "ECDHE_ECDSA", "ECDHE_RSA"];
        string[] ciphers = ["3DES_EDE_", "IDEA_", "SEED_", "CAMELLIA_", "ARIA_", "AES_", "CHACHA20_"];
        foreach (var suite in Enum.GetValues<TlsCipherSuite>().Where(s => CipherSuiteRules.Problem(s) is null))
        {
            var name = suite.ToString()["TLS_".Length..];
            var with = name.IndexOf("_WITH_", StringComparison.Ordinal);
            Assert.True(with < 0 || exchanges.Contains(name[..with], StringComparer.Ordinal), name);
            var cipher = with < 0 ? name : name[(with + "_WITH_".Length)..];
            Assert.True(Array.Exists(ciphers, c => cipher.StartsWith(c, StringComparison.Ordinal)), name);
            Assert.Equal((int)suite >> 8 == 0x13 ? SslProtocols.Tls13 : SslProtocols.Tls12, CipherSuiteRules.ProtocolOf(suite));
        }
    }

    [Theory]
    [InlineData("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", SslProtocols.Tls13, "TLS 1.3", "add one such as 'TLS_AES_256_GCM_SHA384'")]
    [InlineData("TLS_AES_256_GCM_SHA384", SslProtocols.Tls12, "TLS 1.2", "add one such as 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'")]
    public void List_WithoutASuiteOfTheOneProtocol_StopsTheStart(string suite, SslProtocols protocols, string says, string fix)
    {
        var problem = Problem([suite], protocols);
        Assert.Contains($"none of these is a suite of {says}", problem.Reason);
        Assert.EndsWith(fix, problem.Fix);
    }

    // Neither is in OpenSSL 3 as distributions build it, nor anywhere near a default.
    [Theory]
    [InlineData("TLS_RSA_WITH_IDEA_CBC_SHA", SslProtocols.Tls12)]
    [InlineData("TLS_RSA_WITH_IDEA_CBC_SHA,TLS_AES_128_GCM_SHA256", Both)]
    public void List_ThatTheMachineCannotOffer_StopsTheStart(string suites, SslProtocols protocols)
    {
        var problem = Problem(suites.Split(','), protocols);
        Assert.Equal("TLS_RSA_WITH_IDEA_CBC_SHA", problem.Value);
        Assert.Contains("TLS library of this machine", problem.Reason);
    }

    [Theory]
    [InlineData("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", SslProtocols.Tls12)]
    [InlineData("TLS_AES_128_GCM_SHA256", SslProtocols.Tls13)]
    [InlineData("TLS_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", Both)]
    [InlineData("TLS_AES_128_GCM_SHA256", Both)]
    [InlineData("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", Both)]
    [InlineData("TLS_RSA_WITH_IDEA_CBC_SHA,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", SslProtocols.Tls12)] // one that the machine does not have beside one that it has
    public async Task List_ThatCoversTheProtocols_Connects(string suites, SslProtocols protocols)
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        var options = Calls.Trusting();
        options.CipherSuites = suites.Split(',');
        options.Protocols = protocols;
        await Calls.AcceptedAsync(options, server.Url);
    }

    /// <summary>The list says which protocol is meant, and the start says that the other one is not offered.</summary>
    [Theory]
    [InlineData("TLS_AES_128_GCM_SHA256", SslProtocols.Tls13)]
    [InlineData("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", SslProtocols.Tls12)]
    [InlineData("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_AES_128_GCM_SHA256", Both)]
    public void List_OfOneProtocolAlone_NarrowsWhatIsOffered(string suites, SslProtocols offered)
    {
        using var upstream = UpstreamTls.Create(new() { CipherSuites = suites.Split(',') });
        var policy = upstream.State.Current;
        Assert.Equal(offered, policy.Protocols);
        Assert.Equal(offered == Both ? [] : [$"PA5119 {offered}"], policy.Notices.Where(n => n.Code == "PA5119").Select(n => $"{n.Code} {(n.Text.Contains($"suites of {offered} alone", StringComparison.Ordinal) ? $"{offered}" : n.Text)}"));
    }

    private static ConfigurationProblem Problem(IList<string> suites, SslProtocols protocols)
    {
        var problem = Assert.Single(Assert.Throws<ProxyAwareConfigurationException>(() => UpstreamTls.Create(new() { CipherSuites = suites, Protocols = protocols })).Problems);
        Assert.Equal(("PA5007", "UpstreamTlsOptions:CipherSuites"), (problem.Code, problem.Key));
        return problem;
    }
}
