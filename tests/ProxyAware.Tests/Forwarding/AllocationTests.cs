using Microsoft.AspNetCore.Http;
using ProxyAware.Forwarding;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Forwarding;

/// <summary>What a request costs in memory does not grow with its headers.</summary>
public class AllocationTests
{
    [Theory]
    [InlineData("X-Forwarded-For", "6.6.6.6, ", "203.0.113.7")]
    [InlineData("X-Forwarded-For", ",", "203.0.113.7")]
    [InlineData("X-Forwarded-For", "\"", ", 203.0.113.7")]
    [InlineData("X-Forwarded-For", "1", "")]
    [InlineData("X-Forwarded-For", "_", "")]
    [InlineData("X-Forwarded-For", "_a", ", x")]
    [InlineData("X-Forwarded-For", ",", "")]
    [InlineData("X-Forwarded-For", "10.0.0.1,", "10.0.0.1")]
    [InlineData("X-Forwarded-For", " ", "203.0.113.7")]
    [InlineData("X-Forwarded-Proto", "x", "")]
    [InlineData("X-Forwarded-Proto", ",", "https")]
    [InlineData("X-Forwarded-Host", "a", "")]
    [InlineData("X-Forwarded-Host", "a.", "")]
    [InlineData("X-Forwarded-Host", "a,", "b")]
    [InlineData("X-Forwarded-Port", "1", "")]
    [InlineData("X-Forwarded-Prefix", "/", "")]
    [InlineData("X-Forwarded-Prefix", "/a", "")]
    [InlineData("X-Forwarded-Prefix", "%41", "")]
    [InlineData("Forwarded", "for=6.6.6.6,", "for=203.0.113.7")]
    [InlineData("Forwarded", "\"", ",for=203.0.113.7")]
    [InlineData("Forwarded", ";", "for=203.0.113.7")]
    [InlineData("Forwarded", "a", "=1;for=203.0.113.7")]
    [InlineData("Forwarded", ",for=\"\\a\\", "")]
    [InlineData("Other", "x", "")]
    public void Resolve_LongHeader_AllocatesNoMoreThanAShortOne(string name, string unit, string end)
    {
        var resolver = Requests.Resolver("10.0.0.0/8", o =>
        {
            o.AllowedHosts = ["example.com"];
            var isForwarded = name == "Forwarded";
            o.ProxyHeaders = isForwarded ? ProxyHeaderFamily.Forwarded : null;
            o.ForwardedForHeader = isForwarded ? null : "X-Forwarded-For";
            o.ProtocolHeader = isForwarded ? null : "X-Forwarded-Proto";
            o.ForwardedHostHeader = isForwarded ? "Forwarded" : "X-Forwarded-Host";
            o.ForwardedPortHeader = isForwarded ? null : "X-Forwarded-Port";
            o.ForwardedPrefixHeader = isForwarded ? null : "X-Forwarded-Prefix";
        });
        var shortCost = Measure(resolver, name, string.Concat(Enumerable.Repeat(unit, 3)) + end);
        var longCost = Measure(resolver, name, string.Concat(Enumerable.Repeat(unit, 30_000 / unit.Length)) + end);

        // A short nonsense may be a value by chance, and one that is kept is copied once.
        Assert.InRange(longCost, 0, shortCost + 200);
    }

    [Fact]
    public void Resolve_2000Lines_AllocateNoMoreThanTwo()
    {
        var resolver = Requests.Resolver("1");
        Assert.Equal(Cost(2), Cost(2000));

        long Cost(int count) => Measure(resolver, new() { ["X-Forwarded-For"] = Enumerable.Repeat("6.6.6.6", count - 1).Append("203.0.113.7").ToArray() });
    }

    [Fact]
    public void Resolve_HostilePrefix_AllocatesTheSame()
    {
        var resolver = Requests.Resolver("1");
        Assert.Equal(Measure(resolver, "X-Forwarded-For", "x, 203.0.113.7"), Measure(resolver, "X-Forwarded-For", new string('x', 30_000) + ", 203.0.113.7"));
    }

    private static long Measure(ProxyResolver resolver, string name, string value) => Measure(resolver, new() { [name] = value });

    private static long Measure(ProxyResolver resolver, HeaderDictionary headers)
    {
        var peer = Requests.Peer("10.0.0.1");
        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var scan = HeaderScan.Run(resolver.Plan, headers);
            var data = default(ResolutionData);
            resolver.Resolve(peer, scan, ref data, out _);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
