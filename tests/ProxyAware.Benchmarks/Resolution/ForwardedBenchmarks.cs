using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Resolution;

/// <summary>The header of RFC 7239, which the framework does not read, beside the framework's work on the same chain in the other family.</summary>
public class ForwardedBenchmarks : MiddlewareBenchmarks
{
    private protected override IEnumerable<Scenario> Scenarios => from hops in new[] { 1, 3, 10 } from ipv6 in new[] { false, true } select Make(hops, ipv6);

    private static Scenario Make(int hops, bool ipv6)
    {
        var chain = new Chain(hops, ipv6);
        var ranges = Ranges.Take(24, ipv6);
        return new(
            $"Forwarded, {hops} hops{(ipv6 ? ", IPv6" : "")}, 24 ranges",
            chain.WithForProtoAndHost(),
            Setups.Framework(Setups.ForProtoAndHost, ranges),
            Setups.ProxyAware(ranges, options =>
            {
                options.ProxyHeaders = ProxyHeaderFamily.Forwarded;
                options.ForwardedHostHeader = "Forwarded";
                options.AllowedHosts = [Setups.Host];
            }))
        {
            ProxyAwareRequest = chain.Request.With("Forwarded", chain.Forwarded),
        };
    }
}
