using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Nginx;

/// <summary>Every way to write that one nginx on this machine is trusted, and one that says it is not.</summary>
public sealed class InframTrustTests
{
    [NginxTheory]
    [InlineData("TRUST_PROXY", "1")]
    [InlineData("TRUST_PROXY", "loopback")]
    [InlineData("TRUST_PROXY", "127.0.0.1/32")]
    [InlineData("ProxyAware__TrustProxy", "127.0.0.1, 10.0.0.0/8")]
    [InlineData("ProxyAware__TrustProxy__0", "127.0.0.1")]
    public async Task Trusted_Nginx_TellsClientAndScheme(string name, string value)
    {
        var answer = await AskAsync((name, value));

        Assert.Equal("127.0.0.5", answer.ClientIp);
        Assert.Equal("https", answer.Scheme);
        Assert.True(answer.Trusted);
    }

    [NginxTheory]
    [InlineData("false")]
    [InlineData("10.0.0.0/8")]
    public async Task Untrusted_Nginx_IsTheClientItself(string trustProxy)
    {
        var answer = await AskAsync(("TRUST_PROXY", trustProxy), ("ProxyAware__AllowUnencrypted", "true"));

        Assert.Equal("127.0.0.1", answer.ClientIp);
        Assert.Equal("Direct", answer.ClientQuality);
        Assert.Equal("http", answer.Scheme);
        Assert.False(answer.Trusted);
    }

    private static async Task<WhoamiAnswer> AskAsync(params (string Name, string Value)[] environment)
    {
        using var pki = new TestPki(Visitor.Site);
        await using var app = await SampleApp.StartAsync(environment);
        await using var nginx = await NginxInstance.StartAsync(
            "proxies/nginx.md#infram.conf",
            ["HTTPS_PORT", "HTTP_PORT"],
            ("APP", app.Authority),
            ("CERTIFICATE", pki.CertificateFile),
            ("CERTIFICATE_KEY", pki.KeyFile));
        var visitor = new Visitor(nginx.EndPoint("HTTPS_PORT"), "127.0.0.5", pki.ClientOptions(Visitor.Site));
        return (await visitor.SendRawAsync("/whoami")).Whoami();
    }
}
