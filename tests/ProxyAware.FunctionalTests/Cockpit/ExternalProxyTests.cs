using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class ExternalProxyTests(ExternalProxySite site) : CockpitRefusalTests(site), IClassFixture<ExternalProxySite>
{
    /// <summary>Being on this machine is nothing any more once the proxy has an address.</summary>
    [NginxTheory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.66")]
    public async Task DirectVisitor_IsNotBelieved(string address)
    {
        var answer = (await Site.DirectVisitorFrom(address)
            .SendRawAsync("/whoami", "X-Forwarded-Proto: http", "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Host: evil.example")).Whoami();

        Assert.Equal((address, "Direct", "https", "domain.tld", false), (answer.ClientIp, answer.ClientQuality, answer.Scheme, answer.Host, answer.Trusted));
    }
}
