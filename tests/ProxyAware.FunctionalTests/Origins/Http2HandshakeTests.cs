using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Origins;

/// <summary>WebSocket handshakes over HTTP/2: an extended CONNECT.</summary>
public sealed class Http2HandshakeTests(AppSite site) : IClassFixture<AppSite>
{
    public static TheoryData<string> Allowed => SampleOrigins.Allowed;

    public static TheoryData<string> Refused => SampleOrigins.Refused;

    [Theory]
    [MemberData(nameof(Allowed))]
    public async Task AllowedOrigin_IsConnected(string origin)
    {
        using var socket = await site.Visitor.OpenWebSocketAsync("/ws", HttpVersion.Version20, origin);

        await socket.SendTextAsync("ls");
        Assert.Equal("ls", await socket.ReceiveTextAsync());
        await socket.CloseCleanlyAsync();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task RefusedOrigin_GetsACodeAndNothingElse(string origin)
    {
        var (status, body) = await ConnectAsync("websocket", ("Origin", origin));

        Assert.Equal((HttpStatusCode.Forbidden, "PA4003: The origin of the request is not allowed.\n"), (status, body));
    }

    [Fact]
    public async Task EmptyOrigin_IsRefused() => Assert.Equal(HttpStatusCode.Forbidden, (await ConnectAsync("websocket", ("Origin", ""))).Status);

    [Fact]
    public async Task MissingOrigin_IsRefused()
    {
        var (status, body) = await ConnectAsync("websocket");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.StartsWith("PA4002", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingOrigin_WithAuthorization_IsConnected()
    {
        using var socket = await site.Visitor.OpenWebSocketAsync("/ws", HttpVersion.Version20, origin: null, ("Authorization", "Bearer x"));

        await socket.CloseCleanlyAsync();
    }

    [Fact]
    public async Task OwnOrigin_OfACrossSiteRequest_IsRefused()
    {
        var (status, body) = await ConnectAsync("websocket", ("Origin", "https://app.example"), ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.StartsWith("PA4004", body, StringComparison.Ordinal);
    }

    /// <summary>An extended CONNECT for anything else is no WebSocket, and nothing that the app serves.</summary>
    [Theory]
    [InlineData("webtransport")]
    [InlineData("connect-udp")]
    public async Task OtherProtocol_IsInvalid(string protocol)
    {
        var (status, body) = await ConnectAsync(protocol, ("Origin", "https://app.example"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("PA4001", body, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Body)> ConnectAsync(string protocol, params (string Name, string Value)[] headers)
    {
        using var client = site.Visitor.CreateHttpClient(HttpVersion.Version20);
        using var request = new HttpRequestMessage(HttpMethod.Connect, "/ws") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Protocol = protocol;
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await client.SendAsync(request, Patience.Token());
        Assert.Null(response.Headers.Location);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
