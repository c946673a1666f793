using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Nginx;

public sealed class TwoHopsByAddressTests(TwoHopsSiteByAddress site) : TwoHopsTests(site), IClassFixture<TwoHopsSiteByAddress>
{
    private readonly TwoHopsSiteByAddress _site = site;

    /// <summary>A hop count cannot see this; a list of addresses does.</summary>
    [NginxTheory]
    [InlineData("6.6.6.6")]
    [InlineData("6.6.6.6, 127.0.0.2")]
    [InlineData("junk")]
    public async Task Visitor_WhoSkipsTheOuterHop_CannotChooseAnAddress(string forged)
    {
        var answer = (await _site.ClearTextVisitorFrom("127.0.0.9", TwoHopsSite.InnerPort)
            .SendRawAsync("/whoami", $"X-Forwarded-For: {forged}", "X-Forwarded-Proto: http")).Whoami();

        Assert.Equal("127.0.0.9", answer.ClientIp);
    }
}
