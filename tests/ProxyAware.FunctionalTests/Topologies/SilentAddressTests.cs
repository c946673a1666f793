using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

public sealed class SilentAddressTests(SilentAddressSite site) : IClassFixture<SilentAddressSite>
{
    /// <summary>The log names the header that does not come, the one that came, and the line for nginx.</summary>
    [SiteFact]
    public void Header_ThatNeverComes_IsNamedInTheLog()
    {
        Assert.Contains("PA2106: The header X-Forwarded-For never arrives", site.HonestLog, StringComparison.Ordinal);
        Assert.Contains("X-Real-IP", site.HonestLog, StringComparison.Ordinal);
        Assert.Contains("proxy_set_header X-Forwarded-For", site.HonestLog, StringComparison.Ordinal);
    }
}
