using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Forwarding;

namespace ProxyAware.Tests.Forwarding;

/// <summary>What is noticed on the way through the headers, besides what they say about the client.</summary>
public class HeaderScanTests
{
    private static readonly HeaderPlan Plan = new("X-Forwarded-For", "X-Forwarded-Proto", null, null, null, null);

    [Theory]
    [InlineData("Via", true, false)]
    [InlineData("Sec-WebSocket-Key", false, true)]
    [InlineData("X-Forwarded-For", false, false)]
    [InlineData("Accept", false, false)]
    public void Run_EvidenceThatIsNoClaim_IsNoticedByItself(string name, bool via, bool key)
    {
        var scan = HeaderScan.Run(Plan, new HeaderDictionary { [name] = "x" });
        Assert.Equal((via, key), (scan.HasVia, scan.HasWebSocketKey));
        Assert.Equal(name == "X-Forwarded-For", scan.Present != 0);
    }

    [Fact]
    public void Run_AllOfThemAmongManyHeaders_AreFound()
    {
        // More than are kept room for, after few and before few.
        foreach (var count in new[] { 1, 200, 1 })
        {
            var headers = new HeaderDictionary { ["Via"] = "x", ["Sec-WebSocket-Key"] = "x" };
            for (var i = 0; i < count; i++)
            {
                headers[$"X-Other-{i}"] = "x";
            }

            headers["X-Forwarded-For"] = "192.0.2.1";
            headers["X-Forwarded-Host"] = "a.example";
            var scan = HeaderScan.Run(Plan, headers);
            Assert.True(scan.HasVia && scan.HasWebSocketKey);
            Assert.Equal("192.0.2.1", scan.For);
            Assert.Equal(["X-Forwarded-For", "X-Forwarded-Host"], Plan.Names.Names(scan.Present).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("X-Forwarded-For", "Forwarded")]
    [InlineData("Forwarded", "X-Forwarded-For")]
    [InlineData("X-Real-IP", null)]
    [InlineData(null, null)]
    public void OtherFamily_IsTheListThatIsNotRead(string? forHeader, string? other)
    {
        var plan = new HeaderPlan(forHeader, null, null, null, null, null);
        Assert.Equal(other is null ? 0 : 1UL << plan.Names.IndexOf(other), plan.OtherFamily);
    }

    [Fact]
    public void OtherFamily_ThatIsReadForSomethingElse_IsNone() =>
        Assert.Equal(0UL, new HeaderPlan("X-Forwarded-For", "Forwarded", null, null, null, null).OtherFamily);

    [Theory]
    [InlineData(true, true, ProxyPeerKind.UnixSocket)]
    [InlineData(true, false, ProxyPeerKind.UnixSocket)]
    [InlineData(false, true, ProxyPeerKind.InMemory)]
    [InlineData(false, false, ProxyPeerKind.Unknown)]
    public void Peer_WithoutAnAddress_IsToldByItsSocketAndTheServer(bool isUnixSocket, bool isInMemory, ProxyPeerKind kind)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpConnectionFeature>(new HttpConnectionFeature());
        context.Features.Set<IConnectionEndPointFeature>(new Connection { RemoteEndPoint = isUnixSocket ? new UnixDomainSocketEndPoint("/x.sock") : null });
        Assert.Equal(kind, PeerReader.Read(context.Features.GetRequiredFeature<IHttpConnectionFeature>(), context, isInMemory).Kind);
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        Assert.Equal(ProxyPeerKind.Address, PeerReader.Read(context.Features.GetRequiredFeature<IHttpConnectionFeature>(), context, isInMemory).Kind);
    }

    private sealed class Connection : IConnectionEndPointFeature
    {
        public EndPoint? LocalEndPoint { get; set; }

        public EndPoint? RemoteEndPoint { get; set; }
    }
}
