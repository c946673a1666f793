using Microsoft.AspNetCore.HttpOverrides;
using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Resolution;

/// <summary>Who is the client: by hops, by family, by which headers are read, by how many ranges are trusted.</summary>
public class ResolutionBenchmarks : MiddlewareBenchmarks
{
    private protected override IEnumerable<Scenario> Scenarios =>
    [
        ForAndProto(1, 3),
        .. from hops in new[] { 1, 3, 10 } from ipv6 in new[] { false, true } select For(hops, ipv6),
        .. from hops in new[] { 1, 3, 10 } from ipv6 in new[] { false, true } select ForProtoAndHost(hops, ipv6, 24),
        .. from ranges in new[] { 3, 200, 2000 } select ForProtoAndHost(3, ipv6: false, ranges),
    ];

    private static Scenario ForAndProto(int hops, int ranges) => new(
        $"For+Proto, {hops} hop, {ranges} ranges",
        new Chain(hops).WithForAndProto(),
        Setups.Framework(Setups.ForAndProto, Ranges.Take(ranges, false)),
        Setups.ProxyAware(Ranges.Take(ranges, false)));

    private static Scenario For(int hops, bool ipv6) => new(
        $"For, {hops} hops{(ipv6 ? ", IPv6" : "")}, 24 ranges",
        new Chain(hops, ipv6).WithFor(),
        Setups.Framework(ForwardedHeaders.XForwardedFor, Ranges.Take(24, ipv6)),
        Setups.ProxyAware(Ranges.Take(24, ipv6), Setups.ReadFor));

    private static Scenario ForProtoAndHost(int hops, bool ipv6, int ranges) => new(
        $"For+Proto+Host, {hops} hops{(ipv6 ? ", IPv6" : "")}, {ranges} ranges",
        new Chain(hops, ipv6).WithForProtoAndHost(),
        Setups.Framework(Setups.ForProtoAndHost, Ranges.Take(ranges, ipv6)),
        Setups.ProxyAware(Ranges.Take(ranges, ipv6), Setups.ReadForProtoAndHost));
}
