using static ProxyAware.Tests.Origins.OriginApp;

namespace ProxyAware.Tests.Origins;

/// <summary>The gate for WebSocket handshakes in a pipeline. They are judged before any server code, so the in-memory server shows the refusals.</summary>
public class HandshakeGateTests
{
    [Theory]
    [InlineData("https://app.example", null, 200)]
    [InlineData("https://app.example", "same-origin", 200)]
    [InlineData("https://app.example", "cross-site", 403)] // contradicts itself
    [InlineData("https://friend.example", null, 200)]
    [InlineData("https://friend.example", "cross-site", 200)] // listed
    [InlineData("https://evil.example", null, 403)]
    [InlineData("https://evil.example", "same-origin", 403)] // Fetch metadata says nothing for handshakes
    [InlineData("http://app.example", null, 403)]
    [InlineData("https://app.example:8443", null, 403)]
    [InlineData("null", null, 403)]
    [InlineData("", null, 403)]
    [InlineData(null, null, 403)]
    public async Task Handshake_Origin_Decides(string? origin, string? site, int expected)
    {
        await using var app = await StartAsync(("Origins", "https://friend.example"));
        var status = await SendAsync(app, context => Handshake(context, origin, site));
        Assert.Equal(expected, status.StatusCode);
    }

    [Fact]
    public async Task Handshake_SeveralOrigins_IsRefused()
    {
        await using var app = await StartAsync();
        var response = await SendAsync(app, context =>
        {
            Handshake(context, null, null);
            context.Request.Headers.Origin = new(["https://app.example", "https://app.example"]);
        });
        Assert.Equal(403, response.StatusCode);
    }

    [Theory]
    [InlineData("same-origin", "cross-site")]
    [InlineData("cross-site", "same-origin")]
    [InlineData("Cross-Site", null)]
    public async Task Handshake_CrossSiteAmongOtherWords_IsHeard(string first, string? second)
    {
        await using var app = await StartAsync();
        var response = await SendAsync(app, context =>
        {
            Handshake(context, "https://app.example", null);
            context.Request.Headers["Sec-Fetch-Site"] = second is null ? new(first) : new([first, second]);
        });
        Assert.Equal(403, response.StatusCode);
        Assert.Contains("PA4004", await BodyAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization", "Bearer x", false, 200)] // a native client
    [InlineData("X-Any", "x", true, 200)]
    [InlineData("Cookie", "a=b", false, 403)]
    public async Task Handshake_MissingOrigin_NeedsAReason(string header, string value, bool allowMissing, int expected)
    {
        await using var app = await StartAsync(("AllowMissingOrigin", allowMissing.ToString()));
        var response = await SendAsync(app, context =>
        {
            Handshake(context, null, null);
            context.Request.Headers[header] = value;
        });
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "HTTP/1.1", "Upgrade", "13", OriginApp.Key)]
    [InlineData("GET", "HTTP/1.0", "Upgrade", "13", OriginApp.Key)]
    [InlineData("GET", "HTTP/2", "Upgrade", "13", OriginApp.Key)]
    [InlineData("GET", "HTTP/1.1", "keep-alive", "13", OriginApp.Key)]
    [InlineData("GET", "HTTP/1.1", "Upgrade", "8", OriginApp.Key)]
    [InlineData("GET", "HTTP/1.1", "Upgrade", "13", "dGhl")]
    [InlineData("GET", "HTTP/1.1", "Upgrade", "13", "")]
    public async Task Handshake_Invalid_IsABadRequest(string method, string protocol, string connection, string version, string key)
    {
        await using var app = await StartAsync();
        var response = await SendAsync(app, context =>
        {
            Handshake(context, "https://app.example", null);
            context.Request.Method = method;
            context.Request.Protocol = protocol;
            context.Request.Headers.Connection = connection;
            context.Request.Headers.SecWebSocketVersion = version;
            context.Request.Headers.SecWebSocketKey = key;
        });
        Assert.Equal(400, response.StatusCode);
        Assert.Contains("PA4001", await BodyAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("h2c, websocket")]
    [InlineData("WebSocket")]
    [InlineData("foo,\twebsocket")]
    [InlineData("\"websocket\"")] // the framework takes quotes off, and any white space
    [InlineData("h2c, \"WebSocket\"")]
    [InlineData("\"a, b\",\"websocket\"")]
    [InlineData("\u2003websocket\u3000")]
    [InlineData("websocket/13")]
    public async Task Handshake_UpgradeList_IsRecognized(string upgrade)
    {
        await using var app = await StartAsync();
        var response = await SendAsync(app, context =>
        {
            Handshake(context, "https://evil.example", null);
            context.Request.Headers.Upgrade = upgrade;
        });
        Assert.Equal(403, response.StatusCode);
    }

    [Fact]
    public async Task ConnectionUpgrade_WithoutUpgrade_IsAnOrdinaryRequest()
    {
        await using var app = await StartAsync();
        var response = await SendAsync(app, context => context.Request.Headers.Connection = "upgrade");
        Assert.Equal(200, response.StatusCode);
    }

    [Fact]
    public async Task Handshake_ForeignOverClearText_IsRefusedAndNotRedirected()
    {
        await using var app = await StartAsync(("AllowUnencrypted", "false"));
        var response = await SendAsync(app, context =>
        {
            Handshake(context, "https://evil.example", null);
            context.Request.Scheme = "http";
        });
        Assert.Equal(403, response.StatusCode);
        Assert.Empty(response.Headers.Location.ToString());
        Assert.Contains("PA4003", await BodyAsync(response), StringComparison.Ordinal);
    }
}
