using ProxyAware.Hosts;

namespace ProxyAware.Tests.Hosts;

public class HostParserTests
{
    [Theory]
    [InlineData("example.com", "example.com", 0)]
    [InlineData("EXAMPLE.com", "EXAMPLE.com", 0)]
    [InlineData("example.com:8443", "example.com", 8443)]
    [InlineData("example.com:65535", "example.com", 65535)]
    [InlineData("example.com:080", "example.com", 80)] // RFC 3986, section 3.2.3: digits, nothing more
    [InlineData("a", "a", 0)]
    [InlineData("3com.com", "3com.com", 0)] // RFC 1123, section 2.1: a label may begin with a digit
    [InlineData("my_app.internal", "my_app.internal", 0)] // Docker Compose names its services so
    [InlineData("_sip.example.com", "_sip.example.com", 0)]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example", 0)]
    [InlineData("192.0.2.1", "192.0.2.1", 0)]
    [InlineData("192.0.2.1:80", "192.0.2.1", 80)]
    [InlineData("[2001:db8::1]", "[2001:db8::1]", 0)]
    [InlineData("[2001:db8::1]:443", "[2001:db8::1]", 443)]
    [InlineData("[::ffff:192.0.2.1]", "[::ffff:192.0.2.1]", 0)]
    [InlineData("example.0xyz", "example.0xyz", 0)]
    public void TryParse_Hosts_AreSplit(string text, string host, int port)
    {
        Assert.True(HostParser.TryParse(text, out var parsedHost, out var parsedPort));
        Assert.Equal(host, parsedHost.ToString());
        Assert.Equal(port, parsedPort);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":80")]
    [InlineData("example.com:")]
    [InlineData("example.com:0")]
    [InlineData("example.com:65536")]
    [InlineData("example.com:+80")]
    [InlineData("example.com:8 0")]
    [InlineData("example.com:80:80")]
    [InlineData("example.com.")]
    [InlineData(".example.com")]
    [InlineData("a..b")]
    [InlineData("-a.example")]
    [InlineData("a-.example")]
    [InlineData("user@example.com")]
    [InlineData("example.com@evil.example")]
    [InlineData("example.com/evil")]
    [InlineData("evil.example/p?")] // Cockpit echoes this into Location
    [InlineData("example.com?x")]
    [InlineData("example.com#x")]
    [InlineData("example.com\\evil")]
    [InlineData("example.com,evil.example")]
    [InlineData("example.com evil")]
    [InlineData("example.com\r\nX: y")]
    [InlineData("example.com\0")]
    [InlineData("exa%6dple.com")]
    [InlineData("<script>")]
    [InlineData("a\"b")]
    [InlineData("a'b")]
    [InlineData("*.example.com")]
    [InlineData("bücher.example")] // a name in a header is in punycode (RFC 9110, section 7.2)
    [InlineData("ｅxample.com")]
    [InlineData("127.1")] // WHATWG URL, section 3.5: a name that ends in a number is an IPv4 address
    [InlineData("1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("example.0x7f")]
    [InlineData("example.0x")]
    [InlineData("example.0X1")]
    [InlineData("010.0.0.1")]
    [InlineData("256.0.0.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("2001:db8::1")]
    [InlineData("[2001:db8::1")]
    [InlineData("[2001:db8::1]x")]
    [InlineData("[2001:db8::1]:")]
    [InlineData("[fe80::1%25eth0]")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("[192.0.2.1]")]
    [InlineData("[]")]
    [InlineData("[example.com]")]
    [InlineData("http://example.com")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(HostParser.TryParse(text, out _, out _));

    [Theory]
    [InlineData(63, true)] // RFC 1035, section 2.3.4
    [InlineData(64, false)]
    public void TryParse_LabelLength_IsLimited(int length, bool valid) =>
        Assert.Equal(valid, HostParser.TryParse(new string('a', length) + ".example", out _, out _));

    [Theory]
    [InlineData(253, true)]
    [InlineData(254, false)]
    public void TryParse_NameLength_IsLimited(int length, bool valid)
    {
        var name = string.Join('.', Enumerable.Repeat(new string('a', 49), 6))[..length];
        Assert.Equal(valid, HostParser.TryParse(name, out _, out _));
    }
}
