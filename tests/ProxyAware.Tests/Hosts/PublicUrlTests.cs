using ProxyAware.Hosts;

namespace ProxyAware.Tests.Hosts;

public class PublicUrlTests
{
    [Theory]
    [InlineData("https://ops.example.com", "https", "ops.example.com", 443, "", "ops.example.com")]
    [InlineData("https://ops.example.com/", "https", "ops.example.com", 443, "", "ops.example.com")]
    [InlineData("HTTPS://OPS.example.com/Cockpit/", "https", "ops.example.com", 443, "/Cockpit", "ops.example.com")]
    [InlineData("https://ops.example.com:443/a/b", "https", "ops.example.com", 443, "/a/b", "ops.example.com")] // default ports are never printed
    [InlineData("https://ops.example.com:8443", "https", "ops.example.com", 8443, "", "ops.example.com:8443")]
    [InlineData("https://ops.example.com:80", "https", "ops.example.com", 80, "", "ops.example.com:80")]
    [InlineData("http://ops.lan:80", "http", "ops.lan", 80, "", "ops.lan")]
    [InlineData("http://ops.lan:443", "http", "ops.lan", 443, "", "ops.lan:443")]
    [InlineData("https://bücher.example", "https", "xn--bcher-kva.example", 443, "", "xn--bcher-kva.example")]
    [InlineData("https://[2001:DB8::1]:8443/x", "https", "[2001:db8::1]", 8443, "/x", "[2001:db8::1]:8443")]
    [InlineData("https://[2001:db8::1]", "https", "[2001:db8::1]", 443, "", "[2001:db8::1]")]
    public void TryParse_Url_IsTakenApart(string text, string scheme, string host, int port, string root, string authority)
    {
        Assert.True(PublicUrl.TryParse(text, out var url, out var reason), reason);
        Assert.Equal((scheme, host, port, root), (url.Scheme, url.Host, url.Port, url.Root.Value));
        Assert.Equal(authority, url.Authority.Value);
        Assert.Equal($"{scheme}://{authority}{root}", url.ToString());
    }

    [Theory]
    [InlineData("", "https://")]
    [InlineData("ops.example.com", "https://")]
    [InlineData("//ops.example.com", "https://")]
    [InlineData("ftp://ops.example.com", "https://")]
    [InlineData("wss://ops.example.com", "https://")]
    [InlineData("javascript://ops.example.com", "https://")]
    [InlineData("https:/ops.example.com", "https://")]
    [InlineData("https://", "host")]
    [InlineData("https:///x", "host")]
    [InlineData("https://user:pw@ops.example.com", "user information")]
    [InlineData("https://ops.example.com@evil.example", "user information")]
    [InlineData("https://*.example.com", "host")]
    [InlineData("https://ops.example.com:0", "host or port")]
    [InlineData("https://ops.example.com:", "host or port")]
    [InlineData("https://ops.example.com:99999", "host or port")]
    [InlineData("https://ops.example.com\\evil", "host")]
    [InlineData("https://ops.example.com?x=1", "query")]
    [InlineData("https://ops.example.com/a#b", "fragment")]
    [InlineData("https://ops.example.com/a//b", "root")]
    [InlineData("https://ops.example.com/a/../b", "root")]
    [InlineData("https://ops.example.com/%2e%2e/b", "root")]
    [InlineData("https://ops.example.com/a\"b", "root")]
    public void TryParse_NoUrl_SaysWhy(string text, string reason)
    {
        Assert.False(PublicUrl.TryParse(text, out _, out var said));
        Assert.Contains(reason, said, StringComparison.Ordinal);
    }
}
