using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Forwarding;

/// <summary>The host: the right-most element of a header of its own, if it is a host and nothing else.</summary>
public class RightMostHostTests
{
    [Theory]
    [InlineData("example.com")]
    [InlineData("EXAMPLE.com")]
    [InlineData("example.com:8443")]
    [InlineData("example.com:443")] // a default port that came is kept
    [InlineData("localhost")]
    [InlineData("my_host.internal")]
    [InlineData("xn--bcher-kva.example")]
    [InlineData("203.0.113.7")]
    [InlineData("203.0.113.7:80")]
    [InlineData("[2001:db8::7]")]
    [InlineData("[2001:db8::7]:8443")]
    [InlineData("evil.example, example.com", "example.com")]
    [InlineData("evil.example, \t example.com ,", "example.com")]
    public void Host_Valid_IsTheRightMost(string value, string? expected = null)
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", RightMostHeaders.ReadAll, $"X-Forwarded-Host: {value}");
        Assert.Equal(expected ?? value, resolution.Host);
        Assert.Equal(ForwardedValueStatus.Accepted, resolution.HostStatus);
    }

    [Theory]
    [InlineData("user@example.com")]
    [InlineData("example.com/path")]
    [InlineData("example.com?x")]
    [InlineData("example.com#x")]
    [InlineData("example.com\\evil")]
    [InlineData("http://example.com")]
    [InlineData("//example.com")]
    [InlineData("example .com")]
    [InlineData("example.com\u0000")]
    [InlineData("example.com\u0001")]
    [InlineData("exa%6dple.com")]
    [InlineData("bücher.example")] // names come in punycode
    [InlineData("example。com")]
    [InlineData("example.com:")]
    [InlineData("example.com:0")]
    [InlineData("example.com:65536")]
    [InlineData("example.com:8080:1")]
    [InlineData("example.com:+80")]
    [InlineData(".example.com")]
    [InlineData("example..com")]
    [InlineData("example.com.")]
    [InlineData("-example.com")]
    [InlineData("example-.com")]
    [InlineData("127.1")] // browsers read all of these as 127.0.0.1
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("example.0x")]
    [InlineData("example.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("2001:db8::7")]
    [InlineData("[203.0.113.7]")]
    [InlineData("[2001:db8::7")]
    [InlineData("[fe80::1%25eth0]")]
    [InlineData("[2001:db8::7]x")]
    [InlineData("[]")]
    [InlineData(":8080")]
    [InlineData("\"example.com\"")]
    [InlineData("<script>")]
    [InlineData("*")]
    [InlineData("*.example.com")]
    [InlineData("example.com;x=y")]
    [InlineData("example.com, user@evil")]
    public void Host_Hostile_IsMalformed(string value)
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", RightMostHeaders.ReadAll, $"X-Forwarded-Host: {value}");
        Assert.Null(resolution.Host);
        Assert.Equal(ForwardedValueStatus.Malformed, resolution.HostStatus);
        Assert.Equal("X-Forwarded-Host", resolution.MalformedHeader);
    }

    [Theory]
    [InlineData(63, 250, true)]
    [InlineData(64, 250, false)]
    [InlineData(63, 253, true)]
    [InlineData(63, 254, false)]
    public void Host_Long_FollowsRfc1035(int label, int length, bool valid)
    {
        var text = new string('a', label);
        while (text.Length < length)
        {
            text += "." + new string('b', Math.Min(63, length - text.Length - 1));
        }

        Assert.Equal(length, text.Length);
        Assert.Equal(valid, Requests.Resolve("1", "10.0.0.1", RightMostHeaders.ReadAll, "X-Forwarded-Host: " + text).Host is not null);
    }
}
