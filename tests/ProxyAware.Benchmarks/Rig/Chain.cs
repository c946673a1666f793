using System.Net;

namespace ProxyAware.Benchmarks.Rig;

/// <summary>A chain of trusted proxies with a client at its end, as the headers of a request.</summary>
/// <param name="Hops">How many addresses the header has.</param>
/// <param name="IPv6">Of which family they are.</param>
internal sealed record Chain(int Hops, bool IPv6 = false)
{
    private static readonly IPAddress Stranger = IPAddress.Parse("198.51.100.23");

    /// <summary>Gets what <c>X-Forwarded-For</c> holds: the client, and all proxies but the last, which is the peer.</summary>
    public string For =>
        string.Join(", ", Enumerable.Range(1, Hops - 1).Select(i => Ranges.Proxy(Hops + 1 - i, IPv6)).Prepend(Ranges.Client(IPv6)));

    /// <summary>Gets the same in the form of RFC 7239.</summary>
    public string Forwarded =>
        string.Join(", ", For.Split(", ").Select(a => $"for={(IPv6 ? $"\"[{a}]\"" : a)};proto=https;host={Setups.Host}"));

    /// <summary>A request without any of it.</summary>
    public RequestText Request => RequestText.Get(IPAddress.Parse(Ranges.Proxy(1, IPv6)));

    /// <summary>A request from somebody who is no proxy.</summary>
    public static RequestText FromStranger => RequestText.Get(Stranger);

    public RequestText WithFor() => Request.With("X-Forwarded-For", For);

    public RequestText WithForAndProto() => WithFor().With("X-Forwarded-Proto", "https");

    public RequestText WithForProtoAndHost() => WithForAndProto().With("X-Forwarded-Host", Setups.Host);
}
