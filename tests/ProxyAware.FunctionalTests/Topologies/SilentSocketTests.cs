using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>What happens to an app that does not ping: this is what <see cref="SocketTests{TSite}.Socket_ThatIdles_IsKeptAlive"/> saves.</summary>
public abstract class SilentSocketTests<TSite>(TSite site) : IClassFixture<TSite>
    where TSite : TopologySite
{
    [SiteFact]
    public async Task Socket_WithoutPings_IsCut()
    {
        await using var socket = await site.HttpsVisitor.OpenFramesAsync($"{site.Root}/ws", $"Origin: https://{Visitor.Site}");

        Assert.Null(await socket.ReadAsync());
    }
}
