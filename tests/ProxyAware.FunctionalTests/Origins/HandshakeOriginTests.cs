using System.Net;
using System.Text;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Origins;

/// <summary>WebSocket handshakes on real sockets, over HTTP/1.1.</summary>
public sealed class HandshakeOriginTests(AppSite site) : IClassFixture<AppSite>
{
    public static TheoryData<string> Allowed => SampleOrigins.Allowed;

    public static TheoryData<string> Refused => SampleOrigins.Refused;

    [Theory]
    [MemberData(nameof(Allowed))]
    public async Task AllowedOrigin_IsConnected(string origin)
    {
        using var socket = await site.Visitor.OpenWebSocketAsync("/ws", HttpVersion.Version11, origin);

        await socket.SendTextAsync("ls");
        Assert.Equal("ls", await socket.ReceiveTextAsync());
        await socket.CloseCleanlyAsync();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task RefusedOrigin_GetsACodeAndNothingElse(string origin)
    {
        var answer = await site.Visitor.SendHandshakeAsync("/ws", $"Origin: {origin}");

        Assert.Equal((403, "no-store"), (answer.Status, answer.Header("Cache-Control")));
        Assert.Equal("PA4003: The origin of the request is not allowed.\n", answer.Body);
        Assert.Null(answer.Header("Location"));
    }

    /// <summary>A Cyrillic letter that looks like the Latin one, in a browser's spelling and as it is.</summary>
    [Theory]
    [InlineData("https://\u0430.example")]
    [InlineData("https://a\uff0eexample")]
    [InlineData("https://b\u00fccher.example")]
    public async Task LookAlike_IsRefused(string origin)
    {
        var octets = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(origin));

        Assert.Equal(403, (await site.Visitor.SendHandshakeAsync("/ws", $"Origin: {octets}")).Status);
    }

    [Theory]
    [InlineData("Origin:")]
    [InlineData("Origin: ")]
    [InlineData("Origin: https://a.example", "Origin: https://a.example")]
    [InlineData("Origin: https://a.example", "oRIGIN: https://evil.test")]
    [InlineData("Origin: https://evil.test", "Origin: https://app.example", "Authorization: Bearer x")]
    [InlineData("Origin: null", "Authorization: Bearer x")]
    [InlineData("Origin:", "Authorization: Bearer x")]
    [InlineData("Origin: https://evil.test", "Sec-Fetch-Site: same-origin")]
    [InlineData("Origin: https://evil.test", "X-Forwarded-Host: evil.test", "X-Forwarded-Proto: https")]
    [InlineData("Origin: https://evil.test", "Referer: https://app.example/")]
    public async Task EmptySeveralOrBacked_IsRefused(params string[] headerLines)
    {
        var answer = await site.Visitor.SendHandshakeAsync("/ws", headerLines);

        Assert.Equal(403, answer.Status);
        Assert.StartsWith("PA4003", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongOrigin_IsRefusedLikeAnyOther()
    {
        var answer = await site.Visitor.SendHandshakeAsync("/ws", "Origin: https://" + new string('a', 16_000) + ".example");

        Assert.Equal(403, answer.Status);
    }

    [Fact]
    public async Task MissingOrigin_IsRefused()
    {
        var answer = await site.Visitor.SendHandshakeAsync("/ws", "Cookie: session=1");

        Assert.Equal(403, answer.Status);
        Assert.StartsWith("PA4002", answer.Body, StringComparison.Ordinal);
    }

    /// <summary>Browsers add no such header to a handshake, and always an origin: this is a program.</summary>
    [Fact]
    public async Task MissingOrigin_WithAuthorization_IsConnected()
    {
        using var socket = await site.Visitor.OpenWebSocketAsync("/ws", HttpVersion.Version11, origin: null, ("Authorization", "Bearer x"));

        await socket.SendTextAsync("ls");
        Assert.Equal("ls", await socket.ReceiveTextAsync());
        await socket.CloseCleanlyAsync();
    }

    [Fact]
    public async Task OwnOrigin_OfACrossSiteRequest_IsRefused()
    {
        var answer = await site.Visitor.SendHandshakeAsync("/ws", "Origin: https://app.example", "Sec-Fetch-Site: cross-site");

        Assert.Equal(403, answer.Status);
        Assert.StartsWith("PA4004", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example", "same-origin")]
    [InlineData("https://a.example", "cross-site")]
    [InlineData("https://x.wild.example", "same-site")]
    public async Task AllowedOrigin_WithFetchMetadata_IsConnected(string origin, string fetchSite)
    {
        using var socket = await site.Visitor.OpenWebSocketAsync("/ws", HttpVersion.Version11, origin, ("Sec-Fetch-Site", fetchSite));

        await socket.CloseCleanlyAsync();
    }

    [Fact]
    public async Task Refusal_OfAClientThatReadsJson_IsAProblem()
    {
        var answer = await site.Visitor.SendHandshakeAsync("/ws", "Origin: https://evil.test", "Accept: application/json");

        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        Assert.Contains("\"code\":\"PA4003\"", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", answer.Body, StringComparison.Ordinal);
    }

    /// <summary>Where nobody would answer, a foreign page does not learn so.</summary>
    [Theory]
    [InlineData("/nothing")]
    [InlineData("/whoami")]
    [InlineData("/")]
    public async Task RefusedOrigin_OfAnyPath_IsRefused(string path) =>
        Assert.Equal(403, (await site.Visitor.SendHandshakeAsync(path, "Origin: https://evil.test")).Status);
}
