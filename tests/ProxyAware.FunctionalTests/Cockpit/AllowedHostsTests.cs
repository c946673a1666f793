using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class AllowedHostsTests(AllowedHostsSite site) : CockpitRefusalTests(site), IClassFixture<AllowedHostsSite>
{
    [NginxTheory]
    [InlineData("evil.example")]
    [InlineData("cockpit.domain.tld.evil.example")]
    [InlineData("domain.tld")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task HostileHost_IsRefused(string host)
    {
        var visitor = Site.HttpVisitorOf(host);
        var page = await visitor.SendRawAsync("/whoami");
        var handshake = await visitor.SendHandshakeAsync("/ws", $"Origin: http://{host}");

        Assert.Equal((400, 400), (page.Status, handshake.Status));
        Assert.StartsWith("PA3002", page.Body, StringComparison.Ordinal);
        Assert.All([page, handshake], answer => Assert.DoesNotContain(host, string.Join(' ', answer.Headers) + answer.Body, StringComparison.Ordinal));
    }
}
