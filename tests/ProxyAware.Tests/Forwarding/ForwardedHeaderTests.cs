using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Forwarding;

/// <summary>The <c>Forwarded</c> header of RFC 7239.</summary>
public class ForwardedHeaderTests
{
    [Theory]
    // RFC 7239, section 4.
    [InlineData("for=\"_gazonk\"", null, 0, ProxyReason.Hidden)]
    [InlineData("For=\"[2001:db8:cafe::17]:4711\"", "2001:db8:cafe::17", 4711, ProxyReason.Resolved)]
    [InlineData("for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60", 0, ProxyReason.Resolved)]
    [InlineData("for=192.0.2.43, for=198.51.100.17", "198.51.100.17", 0, ProxyReason.Resolved)]
    // Section 6, 6.1 and 6.3.
    [InlineData("for=192.0.2.43:47011", "192.0.2.43", 47011, ProxyReason.Resolved)]
    [InlineData("for=\"192.0.2.43:47011\"", "192.0.2.43", 47011, ProxyReason.Resolved)]
    [InlineData("for=\"[2001:db8:cafe::17]:47011\"", "2001:db8:cafe::17", 47011, ProxyReason.Resolved)]
    [InlineData("for=_hidden, for=_SEVKISEK", null, 0, ProxyReason.Hidden)]
    // Section 7.1 and 7.4.
    [InlineData("for=192.0.2.43, for=\"[2001:db8:cafe::17]\"", "2001:db8:cafe::17", 0, ProxyReason.Resolved)]
    [InlineData("for=192.0.2.43, for=\"[2001:db8:cafe::17]\", for=unknown", null, 0, ProxyReason.Hidden)]
    [InlineData("for=\"[2001:db8::1]\";proto=http, for=192.0.2.43", "192.0.2.43", 0, ProxyReason.Resolved)]
    // Nodes.
    [InlineData("for=unknown", null, 0, ProxyReason.Hidden)]
    [InlineData("for=Unknown", null, 0, ProxyReason.Hidden)]
    [InlineData("for=\"unknown:1\"", null, 0, ProxyReason.Hidden)]
    [InlineData("for=unknown:_port", null, 0, ProxyReason.Hidden)]
    [InlineData("for=\"_gazonk:80\"", null, 0, ProxyReason.Hidden)]
    [InlineData("for=\"192.0.2.43:_obf\"", "192.0.2.43", 0, ProxyReason.Resolved)]
    [InlineData("for=\"[2001:db8::17]:_obf\"", "2001:db8::17", 0, ProxyReason.Resolved)]
    [InlineData("for=[2001:db8::17]:80", "2001:db8::17", 80, ProxyReason.Resolved)] // often sent without the quotes
    [InlineData("for=2001:db8::17", "2001:db8::17", 0, ProxyReason.Resolved)]
    [InlineData("for=\"2001:db8::17\"", "2001:db8::17", 0, ProxyReason.Resolved)]
    [InlineData("for=\"::ffff:192.0.2.43\"", "192.0.2.43", 0, ProxyReason.Resolved)]
    // Pairs.
    [InlineData("FOR=192.0.2.43", "192.0.2.43", 0, ProxyReason.Resolved)]
    [InlineData("proto=https;for=192.0.2.43", "192.0.2.43", 0, ProxyReason.Resolved)]
    [InlineData(";;for=192.0.2.43;;", "192.0.2.43", 0, ProxyReason.Resolved)]
    [InlineData(" for=192.0.2.43 ; proto=https ", "192.0.2.43", 0, ProxyReason.Resolved)]
    [InlineData("\tfor=192.0.2.43\t;\tproto=https", "192.0.2.43", 0, ProxyReason.Resolved)]
    [InlineData("for=192.0.2.43;ext=\"a;b\\\"c\\\\d\"", "192.0.2.43", 0, ProxyReason.Resolved)]
    [InlineData("for=192.0.2.43;secret=x;other=y", "192.0.2.43", 0, ProxyReason.Resolved)]
    [InlineData("for=\"\\1\\9\\2.0.2.43\"", "192.0.2.43", 0, ProxyReason.Resolved)] // RFC 9110, 5.6.4: a quoted-pair is its character
    [InlineData("for=\"192.0.2.43\\:80\"", "192.0.2.43", 80, ProxyReason.Resolved)]
    // Elements without "for" are hops that are not told.
    [InlineData("by=203.0.113.43", null, 0, ProxyReason.Hidden)]
    [InlineData("proto=https", null, 0, ProxyReason.Hidden)]
    [InlineData("for=6.6.6.6, by=203.0.113.43", null, 0, ProxyReason.Hidden)]
    [InlineData("for=6.6.6.6, ;", null, 0, ProxyReason.Hidden)]
    // What a client prepends.
    [InlineData("for=\"6.6.6.6, for=192.0.2.43", "192.0.2.43", 0, ProxyReason.Resolved)] // an open quote
    [InlineData("for=\"6.6.6.6\\, for=192.0.2.43", "192.0.2.43", 0, ProxyReason.Resolved)]
    [InlineData("=, for=192.0.2.43", "192.0.2.43", 0, ProxyReason.Resolved)]
    [InlineData(",,, for=192.0.2.43,,", "192.0.2.43", 0, ProxyReason.Resolved)]
    public void Forwarded_Header_IsReadByTheRfc(string header, string? client, int port, ProxyReason reason)
    {
        var resolution = Resolve("1", header);
        Assert.Equal(client, resolution.ClientAddress?.ToString());
        Assert.Equal(port, resolution.ClientPort);
        Assert.Equal(reason, resolution.Reason);
        Assert.Null(resolution.MalformedHeader);
    }

    [Theory]
    [InlineData("192.0.2.43")]
    [InlineData("for")]
    [InlineData("for=")]
    [InlineData("for=;proto=https")]
    [InlineData("=192.0.2.43")]
    [InlineData("for =192.0.2.43")]
    [InlineData("for= 192.0.2.43")]
    [InlineData("for=192.0.2.43 proto=https")]
    [InlineData("for=192.0.2.43;for=192.0.2.43")] // section 4: each parameter at most once
    [InlineData("for=192.0.2.43;FOR=6.6.6.6")]
    [InlineData("for=192.0.2.43;proto=https;Proto=http")]
    [InlineData("for=192.0.2.43;x=1;X=2")]
    [InlineData("for=\"192.0.2.43")]
    [InlineData("for=192.0.2.43\"")]
    [InlineData("for=\"192.0.2.43\\\"")]
    [InlineData("for=\"192.0.2.43\"x")]
    [InlineData("for=\"192.0.2.43\" x")]
    [InlineData("for=\"\"")]
    [InlineData("for='192.0.2.43'")]
    [InlineData("for=[192.0.2.43]")]
    [InlineData("for=\"[192.0.2.43]:80\"")]
    [InlineData("for=\"[::192.0.2.43\"")]
    [InlineData("for=\"192.0.2.43:\"")]
    [InlineData("for=\"192.0.2.43:99999\"")]
    [InlineData("for=\"192.0.2.43:80:_x\"")]
    [InlineData("for=\"192.0.2.43:_\"")]
    [InlineData("for=\"2001:db8::17:_obf\"")] // a port needs the brackets
    [InlineData("for=\"[2001:db8::17]:80:_x\"")]
    [InlineData("for=\"unknown:\"")]
    [InlineData("for=\"unknown:x\"")]
    [InlineData("for=\"unknown:65536\"")]
    [InlineData("for=_")]
    [InlineData("for=\"_a b\"")]
    [InlineData("for=0.0.0.0")]
    [InlineData("for=\"[::]\"")]
    [InlineData("for=010.0.0.1")]
    [InlineData("for=\"fe80::1%1\"")]
    [InlineData("for=example.com")]
    [InlineData("for=192.0.2.43;ext=\"ü\"")] // above 0x7F
    [InlineData("for=192.0.2.43;ext=\"\\ü\"")]
    [InlineData("for=192.0.2.43;ü=x")]
    [InlineData("for=192.0.2.43;ext=ü")]
    [InlineData("for=192.0.2.43;ext=\"\u0001\"")]
    [InlineData("for=192.0.2.43;ext=\"\u007f\"")]
    [InlineData("for=192.0.2.43;ext=a/b")]
    [InlineData("for=192.0.2.43;ext={}")]
    [InlineData("for=192.0.2.43;a b=c")]
    // A proxy that quotes what a client wrote: its quoted-string was split at the comma, and the last piece stops the walk.
    [InlineData("for=192.0.2.43;host=\"a, for=6.6.6.6, b\"")]
    [InlineData("for=192.0.2.43;host=\"a, for=6.6.6.6\"")]
    [InlineData("for=192.0.2.43;host=\"a, for=6.6.6.6;x=\\\"y\"")]
    [InlineData("for=192.0.2.43;host=\",\"")]
    public void Forwarded_Malformed_MakesTheClientUnknown(string header)
    {
        foreach (var trust in new[] { "1", "10.0.0.0/8" })
        {
            var resolution = Resolve(trust, header);
            Assert.Null(resolution.ClientAddress);
            Assert.Equal(ClientQuality.Hidden, resolution.ClientQuality);
            Assert.Equal(ProxyReason.Malformed, resolution.Reason);
            Assert.Equal("Forwarded", resolution.MalformedHeader);
        }
    }

    [Fact]
    public void Forwarded_ManyPairs_AreAtMost16()
    {
        Assert.Equal("192.0.2.43", Resolve("1", "for=192.0.2.43" + Pairs(15)).ClientAddress?.ToString());
        Assert.Equal(ProxyReason.Malformed, Resolve("1", "for=192.0.2.43" + Pairs(16)).Reason);

        static string Pairs(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $";p{(char)('a' + i)}=1"));
    }

    [Theory]
    // The parameters of the element at which the walk ended, never another's.
    [InlineData("for=192.0.2.43;proto=https;host=example.com", "https", "example.com")]
    [InlineData("for=192.0.2.43;proto=https;host=example.com, for=10.0.0.2;proto=http;host=inner", "https", "example.com")]
    [InlineData("for=192.0.2.43, for=10.0.0.2;proto=https;host=inner", null, null)]
    [InlineData("for=6.6.6.6;proto=https;host=evil, for=192.0.2.43", null, null)]
    [InlineData("for=192.0.2.43;proto=HTTPS", "https", null)]
    [InlineData("for=192.0.2.43;proto=\"wss\"", "https", null)]
    [InlineData("for=192.0.2.43;host=\"example.com:8443\"", null, "example.com:8443")]
    [InlineData("for=192.0.2.43;host=example.com:8443", null, "example.com:8443")]
    [InlineData("for=192.0.2.43;host=\"[2001:db8::7]:8443\"", null, "[2001:db8::7]:8443")]
    [InlineData("for=192.0.2.43;host=\"ex\\ample.com\"", null, "example.com")]
    [InlineData("for=unknown;proto=https;host=example.com", "https", "example.com")] // also when "for" hides the client
    [InlineData("proto=https;host=example.com", "https", "example.com")]
    [InlineData("for=_x;proto=https, for=10.0.0.2;proto=http", "https", null)]
    [InlineData("", null, null)]
    public void Values_OfForwarded_AreThoseOfTheAcceptedElement(string header, string? scheme, string? host)
    {
        var resolution = Resolve("10.0.0.0/8", header);
        Assert.Equal(scheme, resolution.Scheme);
        Assert.Equal(host, resolution.Host);
        Assert.Equal(scheme is null ? ForwardedValueStatus.Absent : ForwardedValueStatus.Accepted, resolution.SchemeStatus);
        Assert.Equal(host is null ? ForwardedValueStatus.Absent : ForwardedValueStatus.Accepted, resolution.HostStatus);
    }

    [Theory]
    [InlineData("proto=javascript")]
    [InlineData("proto=\"\"")]
    [InlineData("host=\"user@evil\"")]
    [InlineData("host=\"\"")]
    [InlineData("host=127.1")]
    [InlineData("host=\"a b\"")]
    public void Values_Malformed_DoNotCancelTheClient(string pair)
    {
        var resolution = Resolve("1", $"for=192.0.2.43;{pair}");
        Assert.Equal("192.0.2.43", resolution.ClientAddress?.ToString());
        Assert.Equal("Forwarded", resolution.MalformedHeader);
        Assert.Equal((null, null), (resolution.Scheme, resolution.Host));
    }

    [Fact]
    public void Values_MalformedElement_AreAllMalformed()
    {
        var resolution = Resolve("1", "for=192.0.2.43;for=6.6.6.6;proto=https;host=example.com");
        Assert.Equal((null, ForwardedValueStatus.Malformed), (resolution.Scheme, resolution.SchemeStatus));
        Assert.Equal((null, ForwardedValueStatus.Malformed), (resolution.Host, resolution.HostStatus));
    }

    [Fact]
    public void Forwarded_ProtocolOnly_IsWalkedToItsElement()
    {
        var resolution = Requests.Resolve(
            "10.0.0.0/8", "10.0.0.1", o => o.ProtocolHeader = "Forwarded", "Forwarded: for=6.6.6.6;proto=http, for=192.0.2.43;proto=https, for=10.0.0.2;proto=http");
        Assert.Equal("https", resolution.Scheme);
        Assert.Equal("10.0.0.1", resolution.ClientAddress?.ToString());
        Assert.Equal(ProxyReason.HeaderNotRead, resolution.Reason);
        Assert.Equal(ForwardedValueStatus.NotRead, resolution.HostStatus);
    }

    [Fact]
    public void Forwarded_OtherFamily_IsNotRead()
    {
        var resolution = Requests.Resolve(
            "1", "10.0.0.1", o => o.ProxyHeaders = ProxyHeaderFamily.Forwarded, "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https", "Forwarded: for=192.0.2.43");
        Assert.Equal("192.0.2.43", resolution.ClientAddress?.ToString());
        Assert.Null(resolution.Scheme);
    }

    [Fact]
    public void Forwarded_SeveralLines_AreOneList()
    {
        var resolution = Requests.Resolve(
            "10.0.0.0/8", "10.0.0.1", o => o.ProxyHeaders = ProxyHeaderFamily.Forwarded, "Forwarded: for=6.6.6.6", "Forwarded: for=192.0.2.43;proto=https", "Forwarded: for=10.0.0.2");
        Assert.Equal(("192.0.2.43", "https"), (resolution.ClientAddress?.ToString(), resolution.Scheme));
        Assert.Equal("0 10.0.0.1 Trusted, 1 10.0.0.2 Trusted, 2 192.0.2.43 Untrusted", Requests.Describe(resolution.Hops));
    }

    private static ProxyResolution Resolve(string trust, string header) => Requests.Resolve(
        trust,
        "10.0.0.1",
        o => (o.ProxyHeaders, o.ForwardedHostHeader, o.AllowedHosts) = (ProxyHeaderFamily.Forwarded, "Forwarded", ["example.com"]),
        $"Forwarded: {header}");
}
