using System.Net;
using ProxyAware.Addresses;

namespace ProxyAware.Tests.Addresses;

public class AddressParserTests
{
    [Theory]
    [InlineData("1.2.3.4", "1.2.3.4")]
    [InlineData("0.0.0.1", "0.0.0.1")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("::1", "::1")]
    [InlineData("2001:db8::8a2e:370:7334", "2001:db8::8a2e:370:7334")]
    [InlineData("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a")] // RFC 4291, 2.2.1: any case
    [InlineData("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")] // one group may be compressed
    [InlineData("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8")]
    [InlineData("fe80::", "fe80::")]
    [InlineData("::13.1.68.3", "::13.1.68.3")] // RFC 4291, 2.2.3
    [InlineData("64:ff9b::192.0.2.33", "64:ff9b::192.0.2.33")]
    [InlineData("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")] // mapped is the IPv4 address
    [InlineData("::FFFF:c000:0201", "192.0.2.1")]
    [InlineData("0:0:0:0:0:ffff:1.2.3.4", "1.2.3.4")]
    [InlineData("0000:0000:0000:0000:0000:ffff:255.255.255.255", "255.255.255.255")] // as long as an address gets: 45 characters
    public void TryParseLiteral_Address_IsRead(string text, string expected)
    {
        Assert.True(AddressParser.TryParseLiteral(text, out var address));
        Assert.Equal(IPAddress.Parse(expected), address.ToIPAddress());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("1")] // .NET: 0.0.0.1
    [InlineData("127.1")] // .NET: 127.0.0.1
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.4.")]
    [InlineData(".1.2.3.4")]
    [InlineData("1..2.3")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0x7f000001")]
    [InlineData("010.0.0.1")] // .NET: 8.0.0.1, nginx: 10.0.0.1
    [InlineData("1.2.3.04")]
    [InlineData("1.2.3.00")]
    [InlineData("256.1.1.1")]
    [InlineData("1.1.1.1000")]
    [InlineData("-1.2.3.4")]
    [InlineData("+1.2.3.4")]
    [InlineData("1.2.3.4 ")]
    [InlineData(" 1.2.3.4")]
    [InlineData("1.2.3.4:80")]
    [InlineData("1.2.3.4/32")]
    [InlineData("\uFF11.2.3.4")] // full-width digit
    [InlineData("\u0661.2.3.4")] // Arabic-Indic digit
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("1:2:3:4::5:6:7:8")] // "::" is at least one group
    [InlineData("::1:2:3:4:5:6:7:8")]
    [InlineData("1::2::3")]
    [InlineData(":1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7:8:")]
    [InlineData("1::2:")]
    [InlineData("12345::")]
    [InlineData("00001::")]
    [InlineData("g::")]
    [InlineData("::ffff:010.0.0.1")]
    [InlineData("::1.2.3")]
    [InlineData("::1.2.3.4:5")]
    [InlineData("1.2.3.4::")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4")]
    [InlineData("[::1]")]
    [InlineData("fe80::1%eth0")] // .NET looks the interface up
    [InlineData("fe80::1%1")]
    [InlineData("::1%25lo")]
    [InlineData("\uFF1A\uFF1A1")]
    [InlineData("localhost")]
    public void TryParseLiteral_AnythingElse_IsRefused(string text) => Assert.False(AddressParser.TryParseLiteral(text, out _));

    [Theory]
    [InlineData("1.2.3.4", "1.2.3.4", 0)]
    [InlineData("1.2.3.4:0", "1.2.3.4", 0)]
    [InlineData("1.2.3.4:80", "1.2.3.4", 80)] // Azure writes ip:port
    [InlineData("1.2.3.4:65535", "1.2.3.4", 65535)]
    [InlineData("[::1]", "::1", 0)]
    [InlineData("[2001:db8::1]:4711", "2001:db8::1", 4711)]
    [InlineData("2001:db8::1", "2001:db8::1", 0)]
    [InlineData("::1:80", "::0.1.0.128", 0)] // no port: the colon is part of the address
    [InlineData("[::ffff:1.2.3.4]:1", "1.2.3.4", 1)]
    public void TryParseElement_AddressWithPort_IsRead(string text, string expected, int expectedPort)
    {
        Assert.True(AddressParser.TryParseElement(text, out var address, out var port));
        Assert.Equal(IPAddress.Parse(expected), address.ToIPAddress());
        Assert.Equal(expectedPort, port);
    }

    [Theory]
    [InlineData("1.2.3.4:")]
    [InlineData("1.2.3.4:65536")]
    [InlineData("1.2.3.4:100000")]
    [InlineData("1.2.3.4:-1")]
    [InlineData("1.2.3.4:8x")]
    [InlineData("1.2.3.4: 80")]
    [InlineData("1:80")]
    [InlineData("[1.2.3.4]")]
    [InlineData("[1.2.3.4]:80")]
    [InlineData("[::1")]
    [InlineData("::1]")]
    [InlineData("[]")]
    [InlineData("[::1]80")]
    [InlineData("[::1]:")]
    [InlineData("[::1]:65536")]
    [InlineData("[[::1]]")]
    [InlineData("[::1%lo]")]
    [InlineData("\"1.2.3.4\"")]
    [InlineData("http://1.2.3.4")]
    [InlineData("example.com")]
    public void TryParseElement_AnythingElse_IsRefused(string text) => Assert.False(AddressParser.TryParseElement(text, out _, out _));

    [Fact]
    public void TryParseLiteral_EveryAddressTheFrameworkPrints_RoundTrips()
    {
        var random = new Random(20261121);
        var bytes = new byte[16];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);

            // Runs of zeros and mapped prefixes are where the text form is difficult.
            var from = random.Next(16);
            bytes.AsSpan(from, random.Next(17 - from)).Clear();
            var address = i % 3 == 0 ? new IPAddress(bytes.AsSpan(0, 4)) : new IPAddress(bytes);
            Assert.True(AddressParser.TryParseLiteral(address.ToString(), out var parsed), address.ToString());
            Assert.Equal(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, parsed.ToIPAddress());
        }
    }
}
