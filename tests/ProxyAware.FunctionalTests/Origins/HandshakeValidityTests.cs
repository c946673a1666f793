namespace ProxyAware.FunctionalTests.Origins;

/// <summary>Requests that ask for a WebSocket without being a handshake.</summary>
public sealed class HandshakeValidityTests(AppSite site) : IClassFixture<AppSite>
{
    private const string Connection = "Connection: Upgrade, close";

    private const string Upgrade = "Upgrade: websocket";

    private const string WebSocketVersion = "Sec-WebSocket-Version: 13";

    private const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

    public static TheoryData<string, string[]> Invalid => new()
    {
        { "GET /ws HTTP/1.1", ["Connection: close", Upgrade, WebSocketVersion, Key] },
        { "GET /ws HTTP/1.1", ["Connection: close, Upgrades", Upgrade, WebSocketVersion, Key] },
        { "GET /ws HTTP/1.1", [Connection, Upgrade, Key] },
        { "GET /ws HTTP/1.1", [Connection, Upgrade, "Sec-WebSocket-Version: 8", Key] },
        { "GET /ws HTTP/1.1", [Connection, Upgrade, "Sec-WebSocket-Version: 13, 8", Key] },
        { "GET /ws HTTP/1.1", [Connection, Upgrade, WebSocketVersion, WebSocketVersion, Key] },
        { "GET /ws HTTP/1.1", [Connection, Upgrade, WebSocketVersion] },
        { "GET /ws HTTP/1.1", [Connection, Upgrade, WebSocketVersion, "Sec-WebSocket-Key:"] },
        { "GET /ws HTTP/1.1", [Connection, Upgrade, WebSocketVersion, "Sec-WebSocket-Key: dGhlIHNhbXBsZQ=="] },
        { "GET /ws HTTP/1.1", [Connection, Upgrade, WebSocketVersion, "Sec-WebSocket-Key: no base64 of 16 bytes!!!"] },
        { "GET /ws HTTP/1.1", [Connection, Upgrade, WebSocketVersion, Key, Key] },
        { "POST /ws HTTP/1.1", [Connection, Upgrade, WebSocketVersion, Key, "Content-Length: 0"] },
        { "OPTIONS /ws HTTP/1.1", [Connection, Upgrade, WebSocketVersion, Key] },
        { "GET /ws HTTP/1.0", [Connection, Upgrade, WebSocketVersion, Key] },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task InvalidHandshake_IsNoneWhateverItsOrigin(string requestLine, string[] headerLines)
    {
        foreach (var origin in new[] { "https://app.example", "https://evil.test" })
        {
            var answer = await site.Visitor.SendLinesAsync([requestLine, $"Host: {AppSite.Host}", $"Origin: {origin}", .. headerLines]);

            Assert.Equal(400, answer.Status);
            Assert.Equal("PA4001: This is no valid WebSocket handshake.\n", answer.Body);
        }
    }

    /// <summary>However it is written, it is a handshake: ASP.NET Core itself accepts quotes and all of Unicode's white space.</summary>
    [Theory]
    [InlineData("Connection: upgrade, close", "Upgrade: WebSocket")]
    [InlineData("Connection: close", "Connection: UPGRADE", "Upgrade: websocket")]
    [InlineData("Connection: Upgrade, close", "Upgrade: h2c, websocket")]
    [InlineData("Connection: Upgrade, close", "Upgrade: h2c", "Upgrade: websocket")]
    [InlineData("Connection: Upgrade, close", "Upgrade: \"websocket\"")]
    [InlineData("Connection: Upgrade, close", "Upgrade: h2c, \"WebSocket\"")]
    [InlineData("Connection: Upgrade, close", "Upgrade: \"\",\"websocket\"")]
    [InlineData("Connection: Upgrade, close", "Upgrade: \u00e2\u0080\u0083websocket")]
    public async Task Handshake_InAnySpelling_IsJudged(params string[] headerLines)
    {
        var answer = await site.Visitor.SendLinesAsync(
            ["GET /ws HTTP/1.1", $"Host: {AppSite.Host}", "Origin: https://evil.test", WebSocketVersion, Key, .. headerLines]);

        Assert.Equal(403, answer.Status);
    }

    /// <summary>Cockpit's nginx sends <c>Connection: upgrade</c> with every request.</summary>
    [Theory]
    [InlineData("Connection: upgrade, close")]
    [InlineData("Connection: close", "Upgrade: h2c")]
    public async Task OrdinaryRequest_IsServed(params string[] headerLines)
    {
        var answer = await site.Visitor.SendLinesAsync(["GET /whoami HTTP/1.1", $"Host: {AppSite.Host}", "Origin: https://evil.test", .. headerLines]);

        Assert.Equal(200, answer.Status);
    }

    /// <summary>What is left of a handshake when a proxy drops the hop-by-hop headers.</summary>
    [Fact]
    public async Task Handshake_WithoutItsUpgrade_IsToldWhatAProxyLost()
    {
        var answer = await site.Visitor.SendLinesAsync(
            "GET /whoami HTTP/1.1", $"Host: {AppSite.Host}", "Origin: https://evil.test", "Connection: close", WebSocketVersion, Key);

        Assert.Equal(426, answer.Status);
        Assert.StartsWith("PA4006", answer.Body, StringComparison.Ordinal);
    }
}
