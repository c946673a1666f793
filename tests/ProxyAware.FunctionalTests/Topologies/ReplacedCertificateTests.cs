using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

public sealed class ReplacedCertificateTests(ReplacedCertificateSite site) : IClassFixture<ReplacedCertificateSite>
{
    [SiteFact]
    public async Task Webserver_WithAnotherKey_GetsNoRequest()
    {
        var answer = await site.HttpsVisitor.SendRawAsync("/whoami", "Cookie: session=secret");

        Assert.Equal(502, answer.Status);
        Assert.Contains("SSL", site.Front.Log, StringComparison.Ordinal);
    }
}
