using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Forwarding;

/// <summary>The walk from the right, for every kind of trust.</summary>
public class WalkTests
{
    [Theory]
    // Hop counts: the peer is hop 0, and the address at distance i is believed while i < n.
    [InlineData("1", "10.0.0.1", "203.0.113.7", "203.0.113.7", ProxyReason.Resolved, 1)]
    [InlineData("1", "10.0.0.1", "6.6.6.6, 203.0.113.7", "203.0.113.7", ProxyReason.Resolved, 1)]
    [InlineData("2", "10.0.0.1", "6.6.6.6, 203.0.113.7, 198.51.100.2", "203.0.113.7", ProxyReason.Resolved, 2)]
    [InlineData("2", "10.0.0.1", "203.0.113.7", "203.0.113.7", ProxyReason.ShortChain, 1)] // fewer entries than hops: the left-most
    [InlineData("3", "10.0.0.1", "203.0.113.7, 198.51.100.2", "203.0.113.7", ProxyReason.ShortChain, 2)]
    [InlineData("32", "10.0.0.1", "203.0.113.7", "203.0.113.7", ProxyReason.ShortChain, 1)]
    [InlineData("1", "203.0.113.1", "6.6.6.6", "203.0.113.1", ProxyReason.UntrustedPeer, 0)] // outside HopPeers
    [InlineData("1", "::ffff:10.0.0.1", "203.0.113.7", "203.0.113.7", ProxyReason.Resolved, 1)] // a dual-stack listener
    [InlineData("1", "169.254.7.7", "203.0.113.7", "203.0.113.7", ProxyReason.Resolved, 1)]
    [InlineData("1", "fe80::1%4", "203.0.113.7", "203.0.113.7", ProxyReason.Resolved, 1)]
    [InlineData("1", "fd00::1", "2001:db8::7", "2001:db8::7", ProxyReason.Resolved, 1)]
    [InlineData("1", "127.0.0.1", "203.0.113.7", "203.0.113.7", ProxyReason.Resolved, 1)]
    [InlineData("1", "unix", "203.0.113.7", "203.0.113.7", ProxyReason.Resolved, 1)]
    [InlineData("1", "in-memory", "203.0.113.7", "203.0.113.7", ProxyReason.Resolved, 1)]
    [InlineData("1", "unknown", "203.0.113.7", null, ProxyReason.UntrustedPeer, 0)]
    // Lists: from the right to the first address that is not in it.
    [InlineData("10.0.0.0/24", "10.0.0.1", "203.0.113.7", "203.0.113.7", ProxyReason.Resolved, 1)]
    [InlineData("10.0.0.0/24", "10.0.0.1", "6.6.6.6, 203.0.113.7, 10.0.0.2", "203.0.113.7", ProxyReason.Resolved, 2)]
    [InlineData("10.0.0.0/24", "10.0.0.1", "10.0.0.9, 203.0.113.7, 10.0.0.2", "203.0.113.7", ProxyReason.Resolved, 2)] // a trusted address further left is a lie
    [InlineData("10.0.0.0/24", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3", ProxyReason.AllTrusted, 2)]
    [InlineData("10.0.0.0/24", "10.0.1.1", "203.0.113.7", "10.0.1.1", ProxyReason.UntrustedPeer, 0)]
    [InlineData("10.0.0.0/24", "127.0.0.1", "203.0.113.7", "127.0.0.1", ProxyReason.UntrustedPeer, 0)] // this machine is not trusted for being this machine
    [InlineData("10.0.0.0/24", "10.0.0.1", "203.0.113.7, ::ffff:10.0.0.2", "203.0.113.7", ProxyReason.Resolved, 2)]
    [InlineData("::ffff:10.0.0.0/120", "10.0.0.1", "203.0.113.7, 10.0.0.2", "203.0.113.7", ProxyReason.Resolved, 2)]
    [InlineData("::ffff:0:0/95", "10.0.0.1", "203.0.113.7", "10.0.0.1", ProxyReason.UntrustedPeer, 0)] // wide mapped prefixes hold no IPv4
    [InlineData("2001:db8::/32", "2001:db8::1", "203.0.113.7, 2001:DB8::2", "203.0.113.7", ProxyReason.Resolved, 2)]
    [InlineData("10.0.0.1", "10.0.0.1", "203.0.113.7", "203.0.113.7", ProxyReason.Resolved, 1)]
    [InlineData("unix", "unix", "203.0.113.7", "203.0.113.7", ProxyReason.Resolved, 1)]
    [InlineData("unix", "unix", "203.0.113.7, 127.0.0.1", "127.0.0.1", ProxyReason.Resolved, 1)] // the socket is trusted, loopback is not
    [InlineData("loopback", "unix", "203.0.113.7, 127.0.0.1", "203.0.113.7", ProxyReason.Resolved, 2)]
    [InlineData("unix", "127.0.0.1", "203.0.113.7", "127.0.0.1", ProxyReason.UntrustedPeer, 0)]
    [InlineData("10.0.0.0/8", "unix", "203.0.113.7", null, ProxyReason.UntrustedPeer, 0)] // aspnetcore trusts a peer without an address
    [InlineData("10.0.0.0/8", "unknown", "203.0.113.7", null, ProxyReason.UntrustedPeer, 0)]
    [InlineData("10.0.0.0/8", "in-memory", "203.0.113.7", null, ProxyReason.UntrustedPeer, 0)]
    // Everybody: the left-most.
    [InlineData("any", "203.0.113.1", "6.6.6.6, 203.0.113.7", "6.6.6.6", ProxyReason.AllTrusted, 2)]
    [InlineData("any", "unix", "6.6.6.6", "6.6.6.6", ProxyReason.AllTrusted, 1)]
    // Nobody, in all its spellings.
    [InlineData(null, "127.0.0.1", "6.6.6.6", "127.0.0.1", ProxyReason.NobodyTrusted, 0)]
    [InlineData("", "127.0.0.1", "6.6.6.6", "127.0.0.1", ProxyReason.NobodyTrusted, 0)]
    [InlineData("false", "127.0.0.1", "6.6.6.6", "127.0.0.1", ProxyReason.NobodyTrusted, 0)]
    [InlineData("no", "10.0.0.1", "6.6.6.6", "10.0.0.1", ProxyReason.NobodyTrusted, 0)]
    [InlineData("off", "10.0.0.1", "6.6.6.6", "10.0.0.1", ProxyReason.NobodyTrusted, 0)]
    [InlineData("0", "unix", "6.6.6.6", null, ProxyReason.NobodyTrusted, 0)]
    public void Walk_ByTrust_FindsTheClient(string? trust, string peer, string header, string? client, ProxyReason reason, int hop)
    {
        var resolution = Requests.Resolve(trust, peer, $"X-Forwarded-For: {header}");
        Assert.Equal(client, resolution.ClientAddress?.ToString());
        Assert.Equal(reason, resolution.Reason);
        Assert.Equal(hop, resolution.AcceptedHop);
        Assert.Equal(hop > 0 ? ClientQuality.Proxied : ClientQuality.Direct, resolution.ClientQuality);
        Assert.Equal(hop > 0, resolution.PeerTrusted);
        Assert.True(resolution.WasForwarded);
        Assert.Null(resolution.MalformedHeader);
    }

    [Theory]
    [InlineData("any", "203.0.113.1", "203.0.113.7")]
    [InlineData("203.0.113.0/24", "203.0.113.1", "203.0.113.7")]
    [InlineData("203.0.113.0/24", "10.0.0.1", null)]
    [InlineData("unix", "unix", "203.0.113.7")]
    [InlineData("unix", "127.0.0.1", null)]
    public void Walk_HopCountWithHopPeers_AsksThemAboutThePeer(string hopPeers, string peer, string? client)
    {
        var resolution = Requests.Resolve("1", peer, o => o.HopPeers = [hopPeers], "X-Forwarded-For: 203.0.113.7");
        Assert.Equal(client ?? peer, resolution.ClientAddress?.ToString());
        Assert.Equal(client is not null, resolution.PeerTrusted);
    }

    [Theory]
    [InlineData("ForwardedForHeader", "127.0.0.1", true)]
    [InlineData("ProtocolHeader", "::1", true)]
    [InlineData("ProxyHeaders", "unix", true)]
    [InlineData("ForTlsProxy", "in-memory", true)]
    [InlineData("ForwardedForHeader", "10.0.0.1", false)]
    [InlineData("None", "127.0.0.1", false)]
    [InlineData("HostHeader", "127.0.0.1", false)]
    public void Trust_UnsetBesideANamedHeader_IsLoopback(string option, string peer, bool trusted)
    {
        var resolution = Requests.Resolve(trust: null, peer, o =>
        {
            o.ForwardedForHeader = option switch { "ForwardedForHeader" => "X-Forwarded-For", "None" => "none", _ => null };
            o.ProtocolHeader = option == "ProtocolHeader" ? "X-Forwarded-Proto" : null;
            o.ProxyHeaders = option == "ProxyHeaders" ? ProxyHeaderFamily.Forwarded : null;
            o.ForTlsProxy = option == "ForTlsProxy";
            o.ForwardedHostHeader = option == "HostHeader" ? "X-Forwarded-Host" : null;
            o.AllowedHosts = ["example.com"];
        });
        Assert.Equal(trusted, resolution.PeerTrusted);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("unix")]
    public void Trust_FalseBesideANamedHeader_IsNobody(string peer) =>
        Assert.False(Requests.Resolve("false", peer, o => o.ForwardedForHeader = "X-Forwarded-For", "X-Forwarded-For: 6.6.6.6").PeerTrusted);

    [Theory]
    [InlineData(new[] { "X-Forwarded-For: 6.6.6.6", "X-Forwarded-For: 203.0.113.7" }, "203.0.113.7")] // HAProxy adds a line
    [InlineData(new[] { "X-Forwarded-For: 203.0.113.7", "X-Forwarded-For: 10.0.0.2" }, "203.0.113.7")]
    [InlineData(new[] { "X-Forwarded-For: 203.0.113.7, 10.0.0.3", "X-Forwarded-For: 10.0.0.2", "X-Forwarded-For: " }, "203.0.113.7")]
    [InlineData(new[] { "X-Forwarded-For: 203.0.113.7,,, ,\t,10.0.0.2, ," }, "203.0.113.7")] // RFC 9110, 5.6.1: empty elements are skipped
    [InlineData(new[] { "X-Forwarded-For: ,203.0.113.7" }, "203.0.113.7")]
    [InlineData(new[] { "X-Forwarded-For:  \t203.0.113.7\t " }, "203.0.113.7")]
    [InlineData(new[] { "X-Forwarded-For: 203.0.113.7,10.0.0.2" }, "203.0.113.7")]
    [InlineData(new[] { "x-forwarded-for: 203.0.113.7" }, "203.0.113.7")]
    [InlineData(new[] { "X-FORWARDED-FOR: 203.0.113.7" }, "203.0.113.7")]
    [InlineData(new[] { "X-Forwarded-For: \"x", "X-Forwarded-For: 203.0.113.7" }, "203.0.113.7")] // aspnetcore#36537: a quote means nothing
    [InlineData(new[] { "X-Forwarded-For: \"x, 203.0.113.7" }, "203.0.113.7")]
    [InlineData(new[] { "X-Forwarded-For: \"6.6.6.6, 10.0.0.9\", 203.0.113.7" }, "203.0.113.7")]
    [InlineData(new[] { "X-Forwarded-For: \\\", 203.0.113.7" }, "203.0.113.7")]
    public void Walk_LinesAndEmptyElements_AreOneList(string[] lines, string client) =>
        Assert.Equal(client, Requests.Resolve("10.0.0.0/24", "10.0.0.1", lines).ClientAddress?.ToString());

    [Theory]
    [InlineData("203.0.113.7:4711", "203.0.113.7", 4711)] // Azure Application Gateway
    [InlineData("203.0.113.7:0", "203.0.113.7", 0)]
    [InlineData("203.0.113.7:65535", "203.0.113.7", 65535)]
    [InlineData("[2001:db8::7]", "2001:db8::7", 0)]
    [InlineData("[2001:db8::7]:4711", "2001:db8::7", 4711)]
    [InlineData("2001:db8::7", "2001:db8::7", 0)]
    [InlineData("2001:DB8:0:0:0:0:0:7", "2001:db8::7", 0)]
    [InlineData("2001:db8::4711", "2001:db8::4711", 0)] // never a port without brackets
    [InlineData("::ffff:203.0.113.7", "203.0.113.7", 0)]
    [InlineData("[::ffff:cb00:7107]:1", "203.0.113.7", 1)]
    public void Walk_ElementForms_AreRead(string element, string client, int port)
    {
        var resolution = Requests.Resolve("10.0.0.0/24", "10.0.0.1", $"X-Forwarded-For: 6.6.6.6, {element}");
        Assert.Equal(client, resolution.ClientAddress?.ToString());
        Assert.Equal(port, resolution.ClientPort);
        Assert.Equal(ProxyReason.Resolved, resolution.Reason);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("UNKNOWN")]
    [InlineData("_hidden")]
    [InlineData("_SEVKISEK")]
    [InlineData("_a.b_c-d")]
    public void Walk_HiddenElement_MakesTheClientUnknown(string element)
    {
        var resolution = Requests.Resolve("10.0.0.0/24", "10.0.0.1", $"X-Forwarded-For: 6.6.6.6, {element}, 10.0.0.2");
        Assert.Null(resolution.ClientAddress);
        Assert.Equal(ClientQuality.Hidden, resolution.ClientQuality);
        Assert.Equal(ProxyReason.Hidden, resolution.Reason);
        Assert.Null(resolution.MalformedHeader);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("1")] // IPAddress.Parse: 0.0.0.1
    [InlineData("127.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("010.0.0.1")] // IPAddress.Parse: 8.0.0.1; nginx: 10.0.0.1 (CVE-2021-29921 and its kin)
    [InlineData("256.0.0.1")]
    [InlineData("203.0.113.7 6.6.6.6")]
    [InlineData("203.0.113.7:")]
    [InlineData("203.0.113.7:x")]
    [InlineData("203.0.113.7:65536")]
    [InlineData("203.0.113.7:-1")]
    [InlineData("203.0.113.7:123456")]
    [InlineData("203.0.113.7.")]
    [InlineData("203.0.113.0/24")]
    [InlineData("[203.0.113.7]")]
    [InlineData("[203.0.113.7]:80")]
    [InlineData("[2001:db8::7")]
    [InlineData("2001:db8::7]")]
    [InlineData("[2001:db8::7]80")]
    [InlineData("[2001:db8::7]:")]
    [InlineData("[]")]
    [InlineData("[")]
    [InlineData(":")]
    [InlineData(":80")]
    [InlineData("fe80::1%eth0")] // zones are looked up by .NET
    [InlineData("fe80::1%1")]
    [InlineData("fe80::1%251")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("[::]:80")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("\"203.0.113.7\"")] // quotes mean nothing here
    [InlineData("for=203.0.113.7")]
    [InlineData("unknown:80")]
    [InlineData("_")]
    [InlineData("_hidden:80")]
    [InlineData("_with space")]
    [InlineData("_ünknown")]
    [InlineData("２０３.0.113.7")] // full-width digits
    [InlineData("203。0。113。7")]
    [InlineData("localhost")]
    [InlineData("example.com")]
    [InlineData("-")]
    [InlineData("null")]
    [InlineData("203.0.113.7\u0000")]
    [InlineData("203.0.113.7;")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1::2::3")]
    public void Walk_MalformedElement_MakesTheClientUnknown(string element)
    {
        var resolution = Requests.Resolve("10.0.0.0/24", "10.0.0.1", $"X-Forwarded-For: 6.6.6.6, {element}, 10.0.0.2");
        Assert.Null(resolution.ClientAddress);
        Assert.Equal(0, resolution.ClientPort);
        Assert.Equal(ClientQuality.Hidden, resolution.ClientQuality);
        Assert.Equal(ProxyReason.Malformed, resolution.Reason);
        Assert.Equal("X-Forwarded-For", resolution.MalformedHeader);
        Assert.Equal("0 10.0.0.1 Trusted, 1 10.0.0.2 Trusted, 2 - Malformed", Requests.Describe(resolution.Hops));
    }

    [Theory]
    [InlineData("garbage, 203.0.113.7, 10.0.0.2")]
    [InlineData("garbage, \"\", \u0001, 203.0.113.7")]
    public void Walk_MalformedBeyondTheClient_IsNotRead(string header)
    {
        var resolution = Requests.Resolve("10.0.0.0/24", "10.0.0.1", $"X-Forwarded-For: {header}");
        Assert.Equal("203.0.113.7", resolution.ClientAddress?.ToString());
        Assert.Null(resolution.MalformedHeader);
    }

    [Theory]
    [InlineData]
    [InlineData("X-Forwarded-For: ")]
    [InlineData("X-Forwarded-For: ,, , \t")]
    [InlineData("X-Forwarded-For: ", "X-Forwarded-For: ,")]
    [InlineData("X_Forwarded_For: 6.6.6.6")] // another header
    [InlineData("X-Forwarded-For2: 6.6.6.6")]
    [InlineData("X-Real-IP: 6.6.6.6", "Forwarded: for=6.6.6.6")] // another family
    public void Walk_NoElement_LeavesTheClientUnnamed(params string[] lines)
    {
        var resolution = Requests.Resolve("10.0.0.0/24", "10.0.0.1", lines);
        Assert.Equal("10.0.0.1", resolution.ClientAddress?.ToString());
        Assert.Equal(ClientQuality.Unnamed, resolution.ClientQuality);
        Assert.Equal(ProxyReason.HeaderMissing, resolution.Reason);
        Assert.Equal("0 10.0.0.1 Last", Requests.Describe(resolution.Hops));
    }

    [Theory]
    [InlineData("1", "10.0.0.1", "6.6.6.6, 203.0.113.7", "0 10.0.0.1 Trusted, 1 203.0.113.7 Untrusted")]
    [InlineData("2", "unix", "203.0.113.7", "0 unix Trusted, 1 203.0.113.7 Last")]
    [InlineData("10.0.0.0/8", "10.0.0.1", "6.6.6.6, 203.0.113.7, 10.0.0.2", "0 10.0.0.1 Trusted, 1 10.0.0.2 Trusted, 2 203.0.113.7 Untrusted")]
    [InlineData("10.0.0.0/8", "10.0.0.1", "10.0.0.3, 10.0.0.2", "0 10.0.0.1 Trusted, 1 10.0.0.2 Trusted, 2 10.0.0.3 Last")]
    [InlineData("10.0.0.0/8", "10.0.0.1", "unknown", "0 10.0.0.1 Trusted, 1 - Hidden")]
    [InlineData("10.0.0.0/8", "127.0.0.1", "6.6.6.6", "0 127.0.0.1 Untrusted")]
    [InlineData("false", "::ffff:192.0.2.1", "6.6.6.6", "0 192.0.2.1 Untrusted")]
    [InlineData("loopback", "in-memory", "203.0.113.7", "0 in-memory Trusted, 1 203.0.113.7 Untrusted")]
    [InlineData("1", "unknown", "6.6.6.6", "0 - Untrusted")]
    public void Hops_AfterTheWalk_TellEachVerdict(string trust, string peer, string header, string hops) =>
        Assert.Equal(hops, Requests.Describe(Requests.Resolve(trust, peer, $"X-Forwarded-For: {header}").Hops));

    [Fact]
    public void Hops_ForNotRead_AreThePeer() =>
        Assert.Equal("0 10.0.0.1 Trusted", Requests.Describe(Requests.Resolve("1", "10.0.0.1", o => o.ForwardedForHeader = "none", "X-Forwarded-For: 6.6.6.6").Hops));
}
