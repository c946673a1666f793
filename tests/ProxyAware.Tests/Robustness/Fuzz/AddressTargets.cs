using System.Net;
using ProxyAware.Addresses;
using ProxyAware.Trust;

namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>Addresses, ranges and <c>TrustProxy</c>.</summary>
internal static class AddressTargets
{
    private static readonly string[] Literals =
    [
        "10.0.0.1", "127.0.0.1", "192.0.2.255", "0.0.0.0", "255.255.255.255", "::", "::1", "2001:db8::1", "2001:db8:0:0:0:0:2:1", "fe80::1", "::ffff:192.0.2.1", "::ffff:c000:201",
        "64:ff9b::192.0.2.33", "1:2:3:4:5:6:7:8", "1::", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "2001:DB8::A:B", "fe80::1%eth0", "010.0.0.1", "127.1", "0x7f.1", "1",
    ];

    private static readonly string[] Words = ["10.", "0.0", "::", ":", "ffff", "fe80", "%eth0", "255", "256", "/", "/8", "/24", "/32", "/64", "/128", "/0", "[", "]", ":80", ":65535", ":65536", ":0", "0x"];

    public static IEnumerable<FuzzTarget> All =>
    [
        new("address literal", Literals, Words, Literal),
        new("address element", [.. Literals, "10.0.0.1:80", "[::1]:8080", "[2001:db8::1]", "[::ffff:10.0.0.1]:0", "10.0.0.1:", "[10.0.0.1]:80"], Words, Element),
        new("range", [.. Literals, "10.0.0.0/8", "10.0.0.0/255.0.0.0", "192.0.2.128/25", "2001:db8::/32", "::ffff:10.0.0.0/104", "::ffff:0:0/90", "fc00::/7", "10.1.2.3/8"], Words, Range),
        new("TrustProxy", ["1", "32", "0", "false", "any", "10.0.0.0/8, loopback", "loopback linklocal\tuniquelocal,private unix", "10.42.0.0/24, fd00::/8", "file:proxies.txt", "10.0.0.1, file:proxies.txt", "true", "*", "-1", "1.5"],
            [.. Words, "loopback", "private", "unix", "any", "file:", ", ", " ", "1", "true", "localhost"], Trust) { Share = 0.5 },
        new("trust file", ["10.0.0.1\n10.0.0.2\n", "# proxies\r\n10.0.0.0/8 # ours\r\n\r\nfd00::/8", "loopback", "\ufeff192.0.2.1\n", "10.0.0.1 10.0.0.2\n", "file:other.txt"],
            [.. Words, "\n", "\r\n", "#", "loopback", "file:", "any"], TrustFile) { Share = 0.5 },
    ];

    private static bool Literal(string text)
    {
        var accepted = Allocations.Bounded(0, () => AddressParser.TryParseLiteral(text, out _));
        _ = AddressParser.TryParseLiteral(text, out var address);
        var theirs = IPAddress.TryParse(text, out var parsed) ? parsed : null;
        if (!accepted)
        {
            // The framework is laxer, but the text that it prints itself is nobody's laxness.
            Assert.True(theirs is null || theirs.ToString() != text || text.Contains('%', StringComparison.Ordinal), "a canonical address is rejected");
            return false;
        }

        Assert.NotNull(theirs);
        Assert.Equal(Plain(theirs), address.ToIPAddress());
        Assert.True(AddressParser.TryParseLiteral(address.ToString(), out var again) && again == address, $"{address} is read as another");
        return true;
    }

    private static bool Element(string text)
    {
        var accepted = Allocations.Bounded(0, () => AddressParser.TryParseElement(text, out _, out _));
        if (!accepted)
        {
            return false;
        }

        _ = AddressParser.TryParseElement(text, out var address, out var port);
        Assert.True(IPEndPoint.TryParse(text, out var theirs), "the framework cannot read it");
        Assert.Equal(Plain(theirs.Address), address.ToIPAddress());
        Assert.Equal(theirs.Port, port);
        return true;
    }

    private static bool Range(string text)
    {
        if (!RangeParser.TryParse(text, out var range, out var warning, out var error))
        {
            Assert.False(string.IsNullOrEmpty(error));
            return false;
        }

        Assert.Null(error);
        Assert.True(range.First.Bits <= range.Last.Bits);
        var set = new AddressSet([range]);
        Assert.False(set.CoversAFamily);
        Assert.Equal(range.IsIPv4 || !range.First.IsIPv4, set.Contains(range.First));

        // A range that begins in front of the mapped addresses and ends among them holds none of those.
        Assert.Equal(range.IsIPv4 || !range.Last.IsIPv4, set.Contains(range.Last));

        // A netmask, or a prefix that counts around a mapped address, is our own; so is masking.
        var prefix = text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..];
        if (warning is null && prefix.Length is > 0 and < 4 && !text.Contains("::f", StringComparison.OrdinalIgnoreCase) && IPNetwork.TryParse(text, out var network))
        {
            Assert.Equal(network.BaseAddress, range.First.ToIPAddress());
            Assert.True(network.Contains(range.Last.ToIPAddress()));
            Assert.True(range.Last.Bits == UInt128.MaxValue || !network.Contains(new NetAddress(range.Last.Bits + 1).ToIPAddress()));
        }

        return true;
    }

    private static bool Trust(string text)
    {
        if (!ProxyTrust.TryParse(text, out var trust, out var error))
        {
            Assert.False(string.IsNullOrEmpty(error));
            return false;
        }

        Assert.Null(error);
        Assert.Equal(trust.Kind == ProxyTrustKind.Anybody, trust.IsTrusted(IPAddress.Parse("203.0.113.77"), 1) && trust.IsTrusted(IPAddress.Parse("2001:db8:ffff::77"), 40));
        if (trust.Kind == ProxyTrustKind.Addresses)
        {
            Assert.True(ProxyTrust.TryParse(trust.ToString(), out var again, out _));
            Assert.Equal(trust.Peers.Addresses.Ranges, again.Peers.Addresses.Ranges);
        }

        return true;
    }

    private static bool TrustFile(string text)
    {
        var parser = new TrustParser(new OneFile(text));
        var trust = parser.Parse("file:proxies.txt", isList: false, []);
        Assert.Equal(trust is null, parser.Errors.Count > 0);
        Assert.True(parser.Errors.Count <= 7, "more errors than anyone reads");
        Assert.True(trust is null or { Kind: ProxyTrustKind.Addresses or ProxyTrustKind.Nobody });
        return trust is not null;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private sealed class OneFile(string content) : ITokenFiles
    {
        public bool TryRead(string path, out string text, out string error)
        {
            (text, error) = (content, "");
            return true;
        }
    }
}
