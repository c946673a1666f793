using System.Net;
using ProxyAware.Trust;

namespace ProxyAware.Tests.Trust;

public class ProxyPeerIdentityTests
{
    [Fact]
    public void Equality_IsThatOfKindAndAddress()
    {
        ProxyPeer[] all =
        [
            ProxyPeer.Unknown, ProxyPeer.UnixSocket, ProxyPeer.InMemory, ProxyPeer.FromAddress(IPAddress.Loopback), ProxyPeer.FromAddress(IPAddress.Parse("10.0.0.1")), ProxyPeer.FromAddress(IPAddress.IPv6Loopback),
        ];
        for (var i = 0; i < all.Length; i++)
        {
            for (var j = 0; j < all.Length; j++)
            {
                Assert.Equal((i == j, i != j, i == j), (all[i] == all[j], all[i] != all[j], all[i].Equals((object)all[j])));
            }
        }

        Assert.Equal(ProxyPeer.FromAddress(IPAddress.Parse("10.0.0.1")), ProxyPeer.FromAddress(IPAddress.Parse("::ffff:10.0.0.1")));
    }

    [Fact]
    public void FromAddress_KeepsTheObjectThatIsPlain_AndDropsAScope()
    {
        foreach (var text in new[] { "10.0.0.1", "2001:db8::1" })
        {
            var address = IPAddress.Parse(text);
            Assert.Same(address, ProxyPeer.FromAddress(address).Address);
        }

        Assert.Equal("fe80::1", ProxyPeer.FromAddress(IPAddress.Parse("fe80::1%3")).ToString());
        Assert.Throws<ArgumentNullException>(() => ProxyPeer.FromAddress(null!));
    }

    [Fact]
    public void Parser_MaskedHostBits_AreAWarningOnly()
    {
        var parser = new TrustParser(new TokenFiles(AppContext.BaseDirectory));
        Assert.Equal("10.0.0.1/8", parser.Parse("10.0.0.1/8", isList: false, [])!.ToString());
        Assert.Equal("10.0.0.1/8", Assert.Single(parser.Warnings).Token);
        Assert.Equal("3", parser.Parse("3", isList: false, [])!.ToString());
        Assert.Null(parser.Parse("3", isList: false, ["nonsense"]));
    }
}
