using System.Net;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Forwarding;

/// <summary>The same address as Express and nginx find, for every chain of valid addresses.</summary>
public class ReferenceDifferentialTests
{
    private const int Cases = 5000;

    private static readonly string[] Pool =
    [
        "10.0.0.1", "10.0.0.2", "10.1.2.3", "10.255.255.255", "11.0.0.0", "9.255.255.255", "127.0.0.1", "192.168.1.1", "192.0.2.1", "203.0.113.7", "8.8.8.8",
        "2001:db8::1", "2001:db8:ffff::1", "2001:db9::1", "fd00::1", "::1",
    ];

    private static readonly (string Trust, IPNetwork[] Networks)[] Lists =
    [
        ("10.0.0.0/8", [IPNetwork.Parse("10.0.0.0/8")]),
        ("10.0.0.1, 2001:db8::/32", [IPNetwork.Parse("10.0.0.1/32"), IPNetwork.Parse("2001:db8::/32")]),
        ("uniquelocal", [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("fc00::/7")]),
        ("loopback, 10.0.0.0/31, 203.0.113.0/24", [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("10.0.0.0/31"), IPNetwork.Parse("203.0.113.0/24")]),
    ];

    [Fact]
    public void Resolve_List_IsThatOfExpress()
    {
        var random = new Random(7239);
        foreach (var (trust, networks) in Lists)
        {
            var resolver = Requests.Resolver(trust);
            for (var i = 0; i < Cases; i++)
            {
                var (peer, lines) = Chain(random);
                Check(resolver, peer, lines, ExpressProxyAddress.Resolve(peer, lines, (a, _) => networks.Any(n => n.Contains(a))), trust);
            }
        }
    }

    [Fact]
    public void Resolve_HopCount_IsThatOfExpress()
    {
        var random = new Random(7240);
        for (var hops = 1; hops <= 8; hops++)
        {
            var resolver = Requests.Resolver($"{hops}", o => o.HopPeers = ["any"]);
            for (var i = 0; i < Cases / 2; i++)
            {
                var (peer, lines) = Chain(random);
                Check(resolver, peer, lines, ExpressProxyAddress.Resolve(peer, lines, (_, distance) => distance < hops), $"{hops}");
            }
        }
    }

    [Fact]
    public void Resolve_List_IsThatOfNginx()
    {
        var random = new Random(7241);
        foreach (var (trust, networks) in Lists)
        {
            var resolver = Requests.Resolver(trust);
            for (var i = 0; i < Cases; i++)
            {
                var (peer, lines) = Chain(random);
                Check(resolver, peer, lines, NginxRealIp.Resolve(peer, string.Join(',', lines), a => networks.Any(n => n.Contains(a))), trust);
            }
        }
    }

    private static void Check(ProxyResolver resolver, IPAddress peer, string[] lines, IPAddress expected, string trust)
    {
        var actual = resolver.Resolve(ProxyPeer.FromAddress(peer), Requests.Headers(lines.Select(l => "X-Forwarded-For: " + l))).ClientAddress;
        Assert.True(expected.Equals(actual), $"trust {trust}, peer {peer}, '{string.Join(" | ", lines)}': {actual} instead of {expected}");
    }

    private static (IPAddress Peer, string[] Lines) Chain(Random random)
    {
        var lines = new string[random.Next(0, 4)];
        for (var i = 0; i < lines.Length; i++)
        {
            var elements = Enumerable.Range(0, random.Next(0, 5)).Select(_ => random.Next(8) == 0 ? "" : Pool[random.Next(Pool.Length)]);
            lines[i] = string.Join(random.Next(2) == 0 ? ", " : ",", elements);
        }

        return (IPAddress.Parse(Pool[random.Next(Pool.Length)]), lines);
    }
}
