using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Resolution;

/// <summary>Requests on which nothing is believed: without forwarding headers, and from somebody who is no proxy and sends them.</summary>
public class UnforwardedBenchmarks : MiddlewareBenchmarks
{
    private protected override IEnumerable<Scenario> Scenarios =>
    [
        Make("no headers, trusted peer", new Chain(1).Request),
        Make("no headers, trusted peer, few other headers", new Chain(1).Request with { IsBrowser = false }),
        Make("no headers, other peer", Chain.FromStranger),
        Make("For+Proto, untrusted peer", Chain.FromStranger.With("X-Forwarded-For", "192.0.2.1").With("X-Forwarded-Proto", "https")),
    ];

    private static Scenario Make(string name, RequestText request) => new(
        name,
        request,
        Setups.Framework(Setups.ForAndProto, Ranges.Take(3, false)),
        Setups.ProxyAware(Ranges.Take(3, false), o => o.AllowUnencrypted = true));
}
