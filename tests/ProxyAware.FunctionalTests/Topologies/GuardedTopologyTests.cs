using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>What holds besides where proxies are trusted by their addresses: whoever goes past them to the app gains nothing.</summary>
public abstract class GuardedTopologyTests<TSite>(TSite site) : TopologyTests<TSite>(site)
    where TSite : TopologySite
{
    private const string Neighbour = "127.0.0.66";

    /// <summary>Clear text is refused, and a claim of https is no https: with one there is an explanation instead of a redirect.</summary>
    [SiteTheory]
    [MemberData(nameof(ForgedHeaders.Names), MemberType = typeof(ForgedHeaders))]
    public async Task Forgery_PastTheProxies_GainsNothing(string name)
    {
        var answer = await Site.DirectVisitorFrom(Neighbour).SendRawAsync(Whoami, ForgedHeaders.Lines(name));

        if (answer.Status == 307)
        {
            Assert.Equal($"{Origin}{Whoami}", answer.Header("Location"));
            return;
        }

        Assert.Equal(400, answer.Status);
        Assert.StartsWith("PA3005", answer.Body, StringComparison.Ordinal);
    }

    [SiteFact]
    public async Task Forger_PastTheProxies_CannotPost()
    {
        var answer = await Site.DirectVisitorFrom(Neighbour).SendFormAsync(
            $"{Site.Root}/audit", "action=forged", $"Origin: {Origin}", "X-Forwarded-Proto: https", "X-Forwarded-For: 127.0.0.1", "Sec-Fetch-Site: same-origin");

        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain("forged", (await Site.HttpsVisitor.SendRawAsync($"{Site.Root}/audit")).Body, StringComparison.Ordinal);
    }

    [SiteFact]
    public async Task Forger_PastTheProxies_OpensNoSocket()
    {
        var answer = await Site.DirectVisitorFrom(Neighbour).SendHandshakeAsync(
            $"{Site.Root}/ws", $"Origin: {Origin}", "X-Forwarded-Proto: https", "X-Forwarded-For: 127.0.0.1");

        Assert.Equal(403, answer.Status);
    }
}
