using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>What holds in every layout: whoever comes over https is served at once, and is nobody else.</summary>
public abstract class CockpitTests(CockpitSite site)
{
    protected CockpitSite Site { get; } = site;

    /// <summary>Paths below the root, and queries that must not change by a byte.</summary>
    public static TheoryData<string> Targets =>
    [
        "/whoami",
        "/whoami?x=%2F%c3%a9&y=a+b",
        "/whoami?next=https://evil.example/%0d%0aX-Evil:%201&&=",
        "/whoami?%5C%5cevil.example/../..//",
    ];

    /// <summary>Origins that resemble the site's own.</summary>
    public static TheoryData<string> ForeignOrigins =>
    [
        "https://evil.example",
        "https://HOST.evil.example",
        "https://evil.HOST",
        "https://HOST:444",
        "https://HOST.",
        "http://HOST",
        "null",
    ];

    [NginxTheory]
    [MemberData(nameof(Targets))]
    public async Task HttpsVisitor_IsServedAtOnce(string target)
    {
        var url = $"{Site.HttpsOrigin}{Site.Root}{target}";

        var journey = await Site.Follower.FollowAsync(url);

        Assert.Equal([url], journey.Urls);
        var answer = journey.Answer.Whoami();
        Assert.Equal(("https", true, Site.Root, "/whoami"), (answer.Scheme, answer.IsHttps, answer.PathBase, answer.Path));
        Assert.Equal($"{Site.SelfOrigin}{Site.Root}{target}", answer.SelfUrl);
        Assert.True(answer.Trusted);
    }

    [NginxFact]
    public async Task HttpsVisitor_SeesThePage()
    {
        var journey = await Site.Follower.FollowAsync($"{Site.HttpsOrigin}{Site.Root}/");

        Assert.Equal(200, journey.Answer.Status);
        Assert.Contains("Operations console", journey.Answer.Body, StringComparison.Ordinal);
        Assert.Single(journey.Urls);
    }

    [NginxFact]
    public async Task Redirect_OfTheApp_StaysBelowTheRoot()
    {
        var journey = await Site.Follower.FollowAsync($"{Site.HttpsOrigin}{Site.Root}/go");

        Assert.Equal([$"{Site.HttpsOrigin}{Site.Root}/go", $"{Site.HttpsOrigin}{Site.Root}/whoami"], journey.Urls);
        Assert.Equal(200, journey.Answer.Status);
    }

    [NginxFact]
    public async Task WebSocket_OverTls_ComesBack()
    {
        using var socket = await Site.HttpsVisitor.OpenWebSocketAsync($"{Site.Root}/ws", HttpVersion.Version11);

        await socket.SendTextAsync("Grüße");
        Assert.Equal("Grüße", await socket.ReceiveTextAsync());
        await socket.SendTextAsync("whoami");
        var answer = WhoamiAnswer.Parse(await socket.ReceiveTextAsync());

        Assert.Equal(("https", Site.Root, "/ws", Site.ProxyAddress), (answer.Scheme, answer.PathBase, answer.Path, answer.ClientIp));
        await socket.CloseCleanlyAsync();
    }

    /// <summary>The guides name the protocol header alone, and their nginx passes every other one on as the client wrote it.</summary>
    [NginxTheory]
    [InlineData("X-Forwarded-For: 6.6.6.6")]
    [InlineData("X-Forwarded-For: 6.6.6.6, 127.0.0.1", "x-forwarded-for: 127.0.0.1")]
    [InlineData("X-Forwarded-For: junk")]
    [InlineData("X-Real-IP: 6.6.6.6", "CF-Connecting-IP: 6.6.6.6", "True-Client-IP: 6.6.6.6")]
    [InlineData("Forwarded: for=6.6.6.6;proto=http;host=evil.example")]
    [InlineData("X-Forwarded-Host: evil.example", "X-Forwarded-Port: 666", "X-Forwarded-Prefix: //evil.example")]
    [InlineData("X-Forwarded-Proto: http")]
    [InlineData("X-Forwarded-Proto: http", "X-Forwarded-Proto: javascript", "X-Forwarded-Ssl: off")]
    [InlineData("Connection: close, X-Forwarded-Proto")]
    public async Task Forgery_OverHttps_ChangesNothing(params string[] headerLines)
    {
        var honest = (await Site.HttpsVisitor.SendRawAsync($"{Site.Root}/whoami")).Whoami();

        var forged = (await Site.HttpsVisitor.SendRawAsync($"{Site.Root}/whoami", headerLines)).Whoami();

        Assert.Equal(honest, forged);
        Assert.Equal((Site.ProxyAddress, "Unnamed"), (forged.ClientIp, forged.ClientQuality));
    }

    [NginxTheory]
    [MemberData(nameof(ForeignOrigins))]
    public async Task ForeignPage_OpensNoWebSocket(string origin)
    {
        var answer = await Site.HttpsVisitor.SendHandshakeAsync($"{Site.Root}/ws", $"Origin: {Named(origin)}");

        Assert.Equal(403, answer.Status);
        Assert.StartsWith("PA4003", answer.Body, StringComparison.Ordinal);
    }

    [NginxTheory]
    [MemberData(nameof(ForeignOrigins))]
    public async Task ForeignPage_CannotPost(string origin)
    {
        var answer = await Site.HttpsVisitor.SendFormAsync($"{Site.Root}/audit", "action=deleted", $"Origin: {Named(origin)}", "Sec-Fetch-Site: cross-site");

        Assert.Equal(403, answer.Status);
        Assert.StartsWith("PA4003", answer.Body, StringComparison.Ordinal);
    }

    [NginxFact]
    public async Task OwnPage_Posts()
    {
        var answer = await Site.HttpsVisitor.SendFormAsync($"{Site.Root}/audit", "action=restarted", $"Origin: {Site.HttpsOrigin}", "Sec-Fetch-Site: same-origin");

        Assert.Equal(201, answer.Status);
    }

    private string Named(string origin) => origin.Replace("HOST", Site.Host, StringComparison.Ordinal);
}
