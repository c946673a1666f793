using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Resolution;

/// <summary>Headers that clients make long, and that honest proxies pass on with one address behind.</summary>
public class HostileBenchmarks : MiddlewareBenchmarks
{
    private const int Length = 18 * 1024;

    private protected override IEnumerable<Scenario> Scenarios =>
    [
        // What the client wrote names the proxies, so that a walk without an end takes them all for hops.
        Appended("18 KB of trusted addresses, refused", Repeat("192.168.7.9,"), "192.168.7.8"),
        Appended("18 KB of addresses in front", Repeat("203.0.113.9,"), Ranges.Client(false)),
        Appended("18 KB of commas in front", Repeat(","), Ranges.Client(false)),
        Appended("18 KB of commas, refused", Repeat(","), ""),
        Make("2,000 lines in front", Lines(new Chain(1).Request, 2000).With("X-Forwarded-For", Ranges.Client(false)).With("X-Forwarded-Proto", "https")),
    ];

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, Length / text.Length));

    private static RequestText Lines(RequestText request, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _ = request.With("X-Forwarded-For", "203.0.113.9");
        }

        return request;
    }

    private static Scenario Appended(string name, string hostile, string honest) =>
        Make(name, new Chain(1).Request.With("X-Forwarded-For", hostile + honest).With("X-Forwarded-Proto", "https"));

    private static Scenario Make(string name, RequestText request) => new(
        name,
        request,
        Setups.Framework(Setups.ForAndProto, Ranges.Take(3, false)),
        Setups.ProxyAware(Ranges.Take(3, false)));
}
