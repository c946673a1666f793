using ProxyAware.Addresses;

namespace ProxyAware.Tests.Addresses;

public class RangeParserTests
{
    [Theory]
    [InlineData("10/8", "four decimal numbers")]
    [InlineData("010.0.0.1", "leading zeros")]
    [InlineData("10.0.0.0/08", "leading zeros")]
    [InlineData("10.0.0.0/", "prefix length")]
    [InlineData("10.0.0.0/x", "prefix length")]
    [InlineData("10.0.0.0/-1", "prefix length")]
    [InlineData("10.0.0.0/33", "at most /32")]
    [InlineData("2001:db8::/129", "at most /128")]
    [InlineData("2001:db8::/255.255.0.0", "prefix length")]
    [InlineData("10.0.0.0/255.0.255.0", "hole")]
    [InlineData("10.0.0.0/8/8", "prefix length")]
    [InlineData("0.0.0.0/0", "'any'")]
    [InlineData("::/0", "'any'")]
    [InlineData("10.0.0.0/0", "'any'")]
    [InlineData("0.0.0.0/0.0.0.0", "'any'")]
    [InlineData("::ffff:0:0/96", "'any'")]
    [InlineData("::ffff:10.0.0.1/96", "'any'")]
    [InlineData("0.0.0.0", "nobody's")]
    [InlineData("::", "nobody's")]
    [InlineData("::ffff:0.0.0.0", "nobody's")]
    [InlineData("[::1]", "without brackets")]
    [InlineData("[::1]:80", "without brackets")]
    [InlineData("fe80::1%eth0", "zone id")]
    [InlineData("10.0.0.1:80", "neither an address")]
    [InlineData("example.com", "neither an address")]
    [InlineData("1.2.3.256", "four decimal numbers")]
    public void TryParse_Nonsense_SaysWhy(string token, string reason)
    {
        Assert.False(RangeParser.TryParse(token, out _, out _, out var error));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.1/8", "10.0.0.0/8")]
    [InlineData("10.0.0.1/255.255.255.0", "10.0.0.0/24")]
    [InlineData("2001:db8::1/64", "2001:db8::/64")]
    [InlineData("::ffff:10.0.0.1/104", "10.0.0.0/8")]
    public void TryParse_HostBits_AreMaskedWithAWarning(string token, string meaning)
    {
        Assert.True(RangeParser.TryParse(token, out _, out var warning, out _));
        Assert.Contains(meaning, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("10.0.0.1/32")]
    [InlineData("2001:db8::/32")]
    public void TryParse_PlainRange_HasNoWarning(string token)
    {
        Assert.True(RangeParser.TryParse(token, out _, out var warning, out _));
        Assert.Null(warning);
    }

    /// <summary>Around mapped addresses the prefix counts in 128 bits; shorter than /96 it is a range of IPv6 that holds no IPv4 address.</summary>
    [Theory]
    [InlineData("::ffff:10.0.0.1/64", "::", "::ffff:ffff:ffff:ffff")]
    [InlineData("::ffff:10.0.0.1/80", "::", "::ffff:255.255.255.255")]
    [InlineData("::ffff:0:0/95", "::fffe:0:0", "::ffff:255.255.255.255")]
    public void TryParse_WideMappedPrefix_IsThatRangeOfIPv6(string token, string first, string last)
    {
        Assert.True(RangeParser.TryParse(token, out var range, out var warning, out _));
        Assert.Contains("never matches an IPv4 address", warning, StringComparison.Ordinal);
        Assert.Equal((Address(first), Address(last)), (range.First, range.Last));
        Assert.False(new AddressSet([range]).Contains(Address("10.0.0.1")));
    }

    private static NetAddress Address(string text) => AddressParser.TryParseLiteral(text, out var address) ? address : throw new FormatException(text);
}
