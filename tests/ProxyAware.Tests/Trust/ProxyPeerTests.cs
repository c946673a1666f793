using System.Net;
using System.Net.Sockets;

namespace ProxyAware.Tests.Trust;

public class ProxyPeerTests
{
    [Theory]
    [InlineData("192.0.2.1", ProxyPeerKind.Address, "192.0.2.1")]
    [InlineData("2001:DB8::1", ProxyPeerKind.Address, "2001:db8::1")]
    [InlineData("::ffff:192.0.2.1", ProxyPeerKind.Address, "192.0.2.1")] // as a dual-stack listener reports it
    [InlineData("unix", ProxyPeerKind.UnixSocket, "unix")]
    [InlineData("Unix", ProxyPeerKind.UnixSocket, "unix")]
    [InlineData("in-memory", ProxyPeerKind.InMemory, "in-memory")]
    [InlineData("unknown", ProxyPeerKind.Unknown, "unknown")]
    public void Parse_WhatToStringWrites_IsThePeer(string text, ProxyPeerKind kind, string written)
    {
        var peer = ProxyPeer.Parse(text);
        Assert.Equal(kind, peer.Kind);
        Assert.Equal(written, peer.ToString());
        Assert.Equal(peer, ProxyPeer.Parse(written.AsSpan()));
        Assert.Equal(peer, ParseAny<ProxyPeer>(text));
        if (kind == ProxyPeerKind.Address)
        {
            Assert.Equal(ProxyPeer.FromAddress(IPAddress.Parse(text)), peer);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" unix")]
    [InlineData("192.0.2.1:80")]
    [InlineData("[2001:db8::1]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("010.0.0.1")] // 8.0.0.1 to IPAddress.Parse
    [InlineData("1")] // 0.0.0.1 to IPAddress.Parse
    [InlineData("localhost")]
    public void Parse_AnythingElse_IsRefused(string text)
    {
        Assert.False(ProxyPeer.TryParse(text, out var peer));
        Assert.Equal(ProxyPeer.Unknown, peer);
        Assert.Contains(text, Assert.Throws<FormatException>(() => ProxyPeer.Parse(text)).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => ParseAny<ProxyPeer>(text));
    }

    [Fact]
    public void TryParse_Null_IsRefused() => Assert.False(ProxyPeer.TryParse(null, out _));

    [Fact]
    public void FromEndPoint_EachKind_IsWhatTheSocketSays()
    {
        Assert.Equal(ProxyPeer.Parse("192.0.2.1"), ProxyPeer.FromEndPoint(new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.1"), 1234)));
        Assert.Equal(ProxyPeer.UnixSocket, ProxyPeer.FromEndPoint(new UnixDomainSocketEndPoint("/run/app.sock")));
        Assert.Equal(ProxyPeer.Unknown, ProxyPeer.FromEndPoint(new DnsEndPoint("localhost", 80)));
        Assert.Equal(ProxyPeer.Unknown, ProxyPeer.FromEndPoint(null));
    }

    private static T ParseAny<T>(string text)
        where T : ISpanParsable<T> => T.Parse(text.AsSpan(), provider: null) is var peer && peer.Equals(T.Parse(text, provider: null)) ? peer : throw new InvalidOperationException();
}
