using ProxyAware.Hosts;

namespace ProxyAware.Tests.Hosts;

public class HostNameTests
{
    [Theory]
    [InlineData("Example.COM", "example.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")] // RFC 5891
    [InlineData("BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("bücher。example", "xn--bcher-kva.example")] // RFC 3490, section 3.1: the ideographic full stop is a dot
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("[2001:DB8:0:0:0:0:0:1]", "[2001:db8::1]")] // RFC 5952, section 4
    [InlineData("[2001:db8::0001]", "[2001:db8::1]")]
    [InlineData("[::FFFF:192.0.2.1]", "[::ffff:192.0.2.1]")]
    [InlineData("[::ffff:c000:201]", "[::ffff:192.0.2.1]")]
    public void TryCanonicalize_OneHost_HasOneForm(string text, string canonical)
    {
        Assert.True(HostName.TryCanonicalize(text, out var host));
        Assert.Equal(canonical, host);
    }

    [Theory]
    [InlineData("")]
    [InlineData("bü cher.example")]
    [InlineData("bücher.example:80")]
    [InlineData("bücher..example")]
    [InlineData("\u202Eexample.com")]
    [InlineData("例え/evil.example")]
    [InlineData("example.com／evil")] // the full-width solidus becomes a slash under compatibility mapping
    public void TryCanonicalize_NoHost_IsRefused(string text) => Assert.False(HostName.TryCanonicalize(text, out _));

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("app.localhost", true)] // RFC 6761, section 6.3
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.9.10", true)]
    [InlineData("[::1]", true)]
    [InlineData("[0:0:0:0:0:0:0:1]", true)]
    [InlineData("[::ffff:127.0.0.1]", true)]
    [InlineData("notlocalhost", false)]
    [InlineData("localhost.example.com", false)]
    [InlineData("localhost.", false)]
    [InlineData(".localhost.evil.example", false)]
    [InlineData("127.0.0.1.nip.io", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("[::2]", false)]
    [InlineData("", false)]
    public void IsLocal_Host_IsThisMachineOrNot(string host, bool local) => Assert.Equal(local, HostName.IsLocal(host));

    [Theory]
    [InlineData("192.0.2.1", true)]
    [InlineData("[2001:db8::1]", true)]
    [InlineData("example.com", false)]
    public void IsLiteral_Host_IsAnAddressOrAName(string host, bool literal) => Assert.Equal(literal, HostName.IsLiteral(host));
}
