using System.Net;
using System.Net.Http.Json;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>What holds where it is the app that refuses clear text.</summary>
public abstract class CockpitRefusalTests(CockpitSite site) : CockpitRedirectTests(site)
{
    [NginxTheory]
    [InlineData("/%77hoami?x=%2F%c3%a9&y=a+b", 200)]
    [InlineData("/whoami?", 200)]
    [InlineData("/no%74hing/%c3%a9;v=1,2/(a)'~!$&*", 404)]
    public async Task HttpVisitor_OfAnEncodedPath_KeepsEveryByte(string target, int status)
    {
        var answer = await Site.HttpVisitor.SendRawAsync(Site.Root + target);
        var journey = await Site.Follower.FollowAsync($"{Site.HttpOrigin}{Site.Root}{target}");

        Assert.Equal(307, answer.Status);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal(Sent(target), answer.Header("Location"));
        Assert.Equal(2, journey.Urls.Count);
        Assert.Equal(status, journey.Answer.Status);
    }

    [NginxFact]
    public async Task HttpVisitor_WhoPosts_IsRefused()
    {
        using var client = Site.HttpVisitor.CreateHttpClient(HttpVersion.Version11);

        using var response = await client.PostAsJsonAsync($"{Site.Root}/audit", new { action = "restarted" });

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [NginxTheory]
    [InlineData(null)]
    [InlineData("https://evil.example")]
    public async Task WebSocket_OverHttp_IsRefusedWithoutARedirect(string? origin)
    {
        var answer = await Site.HttpVisitor.SendHandshakeAsync($"{Site.Root}/ws", $"Origin: {origin ?? Site.HttpOrigin}");

        Assert.Equal(403, answer.Status);
        Assert.Null(answer.Header("Location"));
    }

    /// <summary>The URL to which a target is redirected.</summary>
    private string Sent(string target)
    {
        var url = $"{Site.HttpsOrigin}{Site.Root}{target}";
        return Site.RewritesPaths
            ? url.Replace("%77", "w", StringComparison.Ordinal).Replace("no%74hing/%c3%a9", "nothing/%C3%A9", StringComparison.Ordinal).TrimEnd('?')
            : url;
    }
}
