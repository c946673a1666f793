using System.Net;
using ProxyAware.Addresses;

namespace ProxyAware.Tests.Addresses;

public class AddressSetTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.255.255.255", true)]
    [InlineData("10.0.0.0/8", "11.0.0.0", false)]
    [InlineData("10.0.0.0/8", "9.255.255.255", false)]
    [InlineData("10.0.0.0/255.0.0.0", "10.1.2.3", true)]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1/32", "192.0.2.2", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.1.2.3", true)] // both ways
    [InlineData("::ffff:10.0.0.0/104", "10.1.2.3", true)]
    [InlineData("::ffff:10.0.0.0/104", "11.1.2.3", false)]
    [InlineData("::ffff:0:0/90", "10.1.2.3", false)] // shorter than /96 never matches IPv4
    [InlineData("::/1", "10.1.2.3", false)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::", false)]
    [InlineData("fe80::/10", "fe80::1%3", true)] // the scope of a peer is ignored
    [InlineData("255.255.255.255", "255.255.255.255", true)]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true)]
    [InlineData("10.0.0.77/24", "10.0.0.1", true)] // host bits are masked
    public void Contains_Range_DecidesMembership(string range, string address, bool expected)
    {
        Assert.True(RangeParser.TryParse(range, out var parsed, out _, out var error), error);
        Assert.True(NetAddress.TryFrom(IPAddress.Parse(address), out var value));
        Assert.Equal(expected, new AddressSet([parsed]).Contains(value));
    }

    [Fact]
    public void Count_TouchingAndNestedRanges_AreMerged() =>
        Assert.Equal(2, Set("10.0.0.0/9", "10.128.0.0/9", "10.1.0.0/16", "10.1.2.3", "2001:db8::/33", "2001:db8:8000::/33").Count);

    [Fact]
    public void Contains_TwoThousandRanges_AgreesWithALinearSearch()
    {
        var random = new Random(7);
        var ranges = Enumerable.Range(0, 2000)
            .Select(i => AddressRange.FromPrefix(
                i % 2 == 0 ? NetAddress.FromIPv4((uint)random.NextInt64(1L << 32)) : new NetAddress(new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64())),
                random.Next(12, 32)))
            .ToArray();
        var set = new AddressSet(ranges);
        for (var i = 0; i < 20_000; i++)
        {
            var near = ranges[random.Next(ranges.Length)];
            var address = (i % 4) switch
            {
                0 => near.First,
                1 => near.Last,
                2 => near.Last.IsIPv4 ? NetAddress.FromIPv4(near.Last.IPv4 + 1) : new NetAddress(near.Last.Bits + 1),
                _ => NetAddress.FromIPv4((uint)random.NextInt64(1L << 32)),
            };
            var expected = ranges.Any(r => r.First.IsIPv4 == address.IsIPv4 && r.First.Bits <= address.Bits && address.Bits <= r.Last.Bits);
            Assert.Equal(expected, set.Contains(address));
        }
    }

    [Theory]
    [InlineData("0.0.0.0/1", "128.0.0.0/1", true)]
    [InlineData("::/1", "8000::/1", true)]
    [InlineData("0.0.0.0/1", "128.0.0.0/2", false)]
    public void CoversAFamily_UnionOfRanges_IsNoticed(string first, string second, bool expected) =>
        Assert.Equal(expected, Set(first, second).CoversAFamily);

    private static AddressSet Set(params string[] ranges) =>
        new(ranges.Select(r => RangeParser.TryParse(r, out var range, out _, out var error) ? range : throw new InvalidOperationException(error)));
}
