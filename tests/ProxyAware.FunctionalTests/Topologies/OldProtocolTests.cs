using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Requests work over HTTP/1.0, and cannot be forged any better. A WebSocket is no HTTP/1.0.</summary>
public sealed class OldProtocolTests(OldProtocolSite site) : ForgeryTests<OldProtocolSite>(site)
{
    [SiteFact]
    public async Task Handshake_OverHttp10_IsRefused()
    {
        var answer = await Site.HttpsVisitor.SendHandshakeAsync("/ws", $"Origin: {Origin}");

        Assert.Equal(400, answer.Status);
        Assert.StartsWith("PA4001", answer.Body, StringComparison.Ordinal);
    }
}
