using Microsoft.AspNetCore.HttpOverrides;
using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Resolution;

/// <summary>Who is the client: by hops, by family, by which headers are read, by how many ranges are trusted.</summary>
public class ResolutionBenchmarks : MiddlewareBenchmarks
{
    private protected override IEnumerable<Scenario> Scenarios =>
    [
        ForAndProto("For+Proto, 1 hop, 3 ranges", new Chain(1).WithForAndProto()),
        ForAndProto("For+Proto, 1 hop, 3 ranges, few other headers", new Chain(1).WithForAndProto() with { IsBrowser = false }),
        .. from hops in new[] { 1, 3, 10 } from ipv6 in new[] { false, true } select For(hops, ipv6),
        .. from hops in new[] { 1, 3, 10 } from ipv6 in new[] { false, true } select ForProtoAndHost(hops, ipv6, 24),
        .. from ranges in new[] { 3, 200, 2000 } select ForProtoAndHost(3, ipv6: false, ranges),
    ];

    private static Scenario ForAndProto(string name, RequestText request) => new(
        name,
        request,
        Setups.Framework(Setups.ForAndProto, Ranges.Take(3, false)),
        Setups.ProxyAware(Ranges.Take(3, false)));

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
