using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>What people do with a site, often enough for whatever is wrong with the set-up to become a finding.</summary>
internal static class HonestTraffic
{
    private const int Rounds = 4;

    private const string Origin = $"https://{Visitor.Site}";

    /// <summary>Makes the traffic, and returns all that the app logged until then.</summary>
    public static async Task<string> WatchAsync(TopologySite site)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var visitor = site.HttpsVisitorFrom($"127.0.0.{round + 5}");
            Assert.Equal(200, (await visitor.SendRawAsync($"{site.Root}/")).Status);
            Assert.Equal(200, (await visitor.SendRawAsync($"{site.Root}/whoami", "Sec-Fetch-Site: same-origin", "Cookie: session=1")).Status);
            Assert.Equal(201, (await visitor.SendFormAsync($"{site.Root}/audit", "action=started", $"Origin: {Origin}", "Sec-Fetch-Site: same-origin")).Status);
            Assert.InRange((await site.HttpVisitor.SendRawAsync($"{site.Root}/whoami")).Status, 301, 308);
            using var socket = await visitor.OpenWebSocketAsync($"{site.Root}/ws", HttpVersion.Version11);
            await socket.CloseCleanlyAsync();
        }

        // Lines are written in order, by a thread of their own: behind the last one stands one that is waited for.
        Assert.Equal(403, (await site.HttpsVisitor.SendHandshakeAsync($"{site.Root}/ws", "Origin: https://last.example")).Status);
        var last = await site.App.OutputLineAsync("'https://last.example'") ?? throw new InvalidOperationException("The app ended.");
        return site.App.Output[..site.App.Output.IndexOf(last, StringComparison.Ordinal)];
    }
}
