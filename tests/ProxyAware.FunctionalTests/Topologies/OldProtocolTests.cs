namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Requests work over HTTP/1.0, and cannot be forged any better. A WebSocket is no HTTP/1.0.</summary>
public sealed class OldProtocolTests(OldProtocolSite site) : ForgeryTests<OldProtocolSite>(site)
{
    [Rig.SiteFact]
    public async Task Handshake_OverHttp10_IsRefused()
    {
        var answer = await Site.HttpsVisitor.SendHandshakeAsync("/ws", $"Origin: {Origin}");

        Assert.InRange(answer.Status, 400, 426);
    }
}
