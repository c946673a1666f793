using ProxyAware.Diagnostics.Audit;

namespace ProxyAware.Tests.Diagnostics.Audit;

public class AuditUrlTests
{
    [Theory]
    [InlineData("https://Ops.Example/app/_proxy?x#y", "https://ops.example/app/_proxy")]
    [InlineData("https://ops.example:443/_proxy/", "https://ops.example/_proxy")]
    [InlineData("http://ops.example:80/_proxy", "http://ops.example/_proxy")]
    [InlineData("http://ops.example:443/_proxy", "http://ops.example:443/_proxy")]
    [InlineData("https://[::1]:8443/_proxy", "https://[::1]:8443/_proxy")]
    [InlineData("https://ops.example", "https://ops.example")]
    [InlineData("javascript:alert(1)", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Normalize_AnyUrl_IsComparable(string? url, string expected) => Assert.Equal(expected, AuditUrl.Normalize(url));

    [Theory]
    [InlineData("https://ops.example/_proxy", "http://10.0.0.1:5000/_proxy", "https://ops.example")]
    [InlineData("https://ops.example/app/_proxy", "http://10.0.0.1:5000/_proxy", "https://ops.example/app")] // taken off by the proxy
    [InlineData("https://ops.example/_proxy", "http://10.0.0.1:5000/app/_proxy", "https://ops.example")] // put in front by the proxy
    [InlineData("https://ops.example/app/admin/_proxy", "http://x/admin/_proxy", "https://ops.example/app")]
    [InlineData("https://ops.example/elsewhere", "http://x/_proxy", null)]
    [InlineData("", "http://x/_proxy", null)]
    public void Root_OfThePage_IsThePublicUrl(string page, string own, string? expected) => Assert.Equal(expected, AuditUrl.Root(page, own));

    [Fact]
    public void Normalize_EndlessUrl_IsNone() => Assert.Equal("", AuditUrl.Normalize("https://a/" + new string('a', 2_000)));
}
