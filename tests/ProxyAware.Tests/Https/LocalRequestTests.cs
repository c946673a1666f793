using System.Net;
using Microsoft.AspNetCore.Http;
using ProxyAware.Https;

namespace ProxyAware.Tests.Https;

public class LocalRequestTests
{
    [Theory]
    [InlineData("localhost", null, null, true)]
    [InlineData("LOCALHOST:5000", null, null, true)]
    [InlineData("app.localhost", null, null, true)]
    [InlineData("127.0.0.1:8080", null, null, true)]
    [InlineData("[::1]:8080", null, null, true)]
    [InlineData("localhost", "http://localhost:3000", "http://127.0.0.1/x", true)]
    [InlineData("localhost", "https://[::1]", null, true)]
    [InlineData("ops.example.com", null, null, false)] // what a proxy on this machine passes on
    [InlineData("", null, null, false)]
    [InlineData("localhost:x", null, null, false)]
    [InlineData("localhost", "https://evil.example", null, false)]
    [InlineData("localhost", null, "https://evil.example/localhost", false)]
    [InlineData("localhost", "null", null, false)]
    [InlineData("localhost", "", null, false)]
    [InlineData("localhost", "localhost", null, false)]
    [InlineData("localhost", "http://localhost@evil.example", null, false)]
    [InlineData("localhost", "http://localhost.evil.example", null, false)]
    [InlineData("localhost", null, "http://localhost\\@evil.example", false)]
    [InlineData("localhost", null, "ftp://localhost/", false)]
    public void Is_EveryHostItNames_MustBeLocal(string host, string? origin, string? referer, bool local)
    {
        var request = Request(host);
        if (origin is not null)
        {
            request.Headers.Origin = origin;
        }

        if (referer is not null)
        {
            request.Headers.Referer = referer;
        }

        Assert.Equal(local, LocalRequest.Is(ProxyPeer.FromAddress(IPAddress.Loopback), wasForwarded: false, hasVia: false, request.Headers));
    }

    [Fact]
    public void Is_SecondOriginIsForeign_IsNot()
    {
        var request = Request("localhost");
        request.Headers.Origin = new(["http://localhost", "https://evil.example"]);
        Assert.False(LocalRequest.Is(ProxyPeer.UnixSocket, false, false, request.Headers));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("172.17.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("0.0.0.0", false)]
    public void Is_Peer_MustBeThisMachine(string peer, bool local) =>
        Assert.Equal(local, LocalRequest.Is(ProxyPeer.FromAddress(IPAddress.Parse(peer)), false, false, Request("localhost").Headers));

    [Fact]
    public void Is_PeerWithoutAddress_DependsOnWhatItIs()
    {
        Assert.True(LocalRequest.Is(ProxyPeer.UnixSocket, false, false, Request("localhost").Headers));
        Assert.True(LocalRequest.Is(ProxyPeer.InMemory, false, false, Request("localhost").Headers));
        Assert.False(LocalRequest.Is(ProxyPeer.Unknown, false, false, Request("localhost").Headers)); // a named pipe
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Is_ForwardedOrVia_IsNot(bool wasForwarded, bool hasVia) =>
        Assert.False(LocalRequest.Is(ProxyPeer.FromAddress(IPAddress.Loopback), wasForwarded, hasVia, Request("localhost").Headers));

    private static HttpRequest Request(string host)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Host = host;
        return context.Request;
    }
}
