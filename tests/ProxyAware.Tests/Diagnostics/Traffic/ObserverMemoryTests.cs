using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Diagnostics.Findings;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Diagnostics.Traffic;

/// <summary>What is kept about the traffic does not grow with it.</summary>
[Collection(RunsAlone.Name)]
public class ObserverMemoryTests
{
    [Fact]
    public async Task Observer_AMillionPeers_KeepsNothingOfThem()
    {
        const int Peers = 1_000_000;
        await using var app = await TestApp.StartAsync([]);
        var observer = app.App.Services.GetRequiredService<ProxyAware.Diagnostics.Traffic.TrafficObserver>();
        var policy = app.App.Services.GetRequiredService<ProxyAware.Configuration.PolicyHolder>().Current;
        Observe(0, 10_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Observe(10_000, Peers);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        // A byte for each would be a megabyte.
        Assert.InRange(grown, long.MinValue, 512 * 1024);
        Assert.Equal(Peers, Assert.Single(app.App.Services.GetRequiredService<FindingsReport>().Current(), f => f.Code == "PA2102").Count);
        var said = app.Logs.Entries.Where(e => e.Text.StartsWith("PA", StringComparison.Ordinal)).Select(e => e.Text).ToList();
        Assert.True(said.Count <= 60, string.Join('\n', said.TakeLast(60)));

        void Observe(int from, int to)
        {
            var context = new DefaultHttpContext();
            context.Request.Headers.Host = "a.example";
            context.Request.Headers["X-Forwarded-For"] = "6.6.6.6";
            for (var i = from; i < to; i++)
            {
                context.Connection.RemoteIpAddress = new IPAddress([(byte)(i % 2 == 0 ? 10 : 203), (byte)(i >> 16), (byte)(i >> 8), (byte)i]);
                var scan = ProxyAware.Forwarding.HeaderScan.Run(policy.Resolver.Plan, context.Request.Headers);
                var feature = new ProxyAware.Forwarding.ProxyAwareFeature(
                    policy, scan, context.Features.GetRequiredFeature<IHttpRequestFeature>(), context.Features.GetRequiredFeature<IHttpConnectionFeature>(), "a.example");
                policy.Resolver.Resolve(ProxyPeer.FromAddress(context.Connection.RemoteIpAddress), scan, ref feature.Data, out _);
                observer.Observe(feature, scan, context.Features.GetRequiredFeature<IHttpRequestFeature>(), context);
            }
        }
    }
}
