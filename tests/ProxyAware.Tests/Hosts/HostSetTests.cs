using ProxyAware.Hosts;

namespace ProxyAware.Tests.Hosts;

public class HostSetTests
{
    private static readonly HostSet Hosts = new(["example.com", "*.apps.example", "[2001:db8::1]", "192.0.2.1", "xn--bcher-kva.example"]);

    [Theory]
    [InlineData("example.com", true)]
    [InlineData("EXAMPLE.Com", true)]
    [InlineData("www.example.com", false)]
    [InlineData("example.com.evil.example", false)]
    [InlineData("evilexample.com", false)]
    [InlineData("apps.example", false)] // the apex is no subdomain of itself
    [InlineData("a.apps.example", true)]
    [InlineData("a.b.APPS.example", true)]
    [InlineData("evilapps.example", false)]
    [InlineData("apps.example.evil.example", false)]
    [InlineData("[2001:db8::1]", true)]
    [InlineData("[2001:DB8:0::1]", true)] // RFC 5952: one address, many spellings
    [InlineData("[2001:db8::2]", false)]
    [InlineData("192.0.2.1", true)]
    [InlineData("192.0.2.10", false)]
    [InlineData("xn--bcher-kva.example", true)]
    [InlineData("XN--BCHER-KVA.example", true)]
    [InlineData("", false)]
    public void Contains_Host_IsNamedOrNot(string host, bool contained) => Assert.Equal(contained, Hosts.Contains(host));

    [Fact]
    public void Contains_EmptySet_HoldsNothing()
    {
        Assert.True(HostSet.Empty.IsEmpty);
        Assert.False(HostSet.Empty.Contains("example.com"));
    }
}
