using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>One command shows all five jobs on real sockets.</summary>
public sealed class DemoTests(DemoSite site) : IClassFixture<DemoSite>
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Visitor_ThroughTheEdge_IsKnown(string version)
    {
        using var client = site.Visitor.CreateHttpClient(Version.Parse(version));

        using var response = await client.GetAsync(new Uri("/whoami?tab=1", UriKind.Relative));
        var answer = WhoamiAnswer.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(Version.Parse(version), response.Version);
        Assert.Equal(EdgeVisitor.Address, answer.ClientIp);
        Assert.Equal("Proxied", answer.ClientQuality);
        Assert.Equal("https", answer.Scheme);
        Assert.True(answer.Trusted);
        Assert.Equal($"{site.Edge}/whoami?tab=1", answer.SelfUrl);
    }

    [Theory]
    [InlineData("X-Forwarded-For: 6.6.6.6")]
    [InlineData("x-forwarded-for: 6.6.6.6, 127.0.0.1")]
    [InlineData("X-Forwarded-Proto: http")]
    [InlineData("X-Forwarded-Host: evil.example")]
    [InlineData("X-Real-IP: 6.6.6.6")]
    [InlineData("Forwarded: for=6.6.6.6;proto=http;host=evil.example")]
    [InlineData("X-Original-For: 6.6.6.6")]
    public async Task Forger_ThroughTheEdge_StaysThemselves(string header)
    {
        var answer = (await site.Visitor.SendRawAsync("/whoami", header)).Whoami();

        Assert.Equal(EdgeVisitor.Address, answer.ClientIp);
        Assert.Equal("https", answer.Scheme);
        Assert.Equal(new Uri(site.Edge).Authority, answer.Host);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Audit_ThroughTheEdge_NamesTheVisitor(string version)
    {
        using var client = site.Visitor.CreateHttpClient(Version.Parse(version));
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "10.0.0.1");

        using var post = await client.PostAsJsonAsync("/audit", new { action = "restarted", user = $"ann {version}" });
        Assert.Equal(HttpStatusCode.Created, post.StatusCode);
        var log = await client.GetFromJsonAsync<JsonElement>("/audit");

        var entry = Assert.Single(log.EnumerateArray(), e => e.GetProperty("user").GetString() == $"ann {version}");
        Assert.Equal("restarted", entry.GetProperty("action").GetString());
        Assert.Equal(EdgeVisitor.Address, entry.GetProperty("clientIp").GetString());
        Assert.Equal("https", entry.GetProperty("scheme").GetString());
    }

    [Fact]
    public async Task Redirect_ThroughTheEdge_StaysOnTheSite()
    {
        var response = await site.Visitor.SendRawAsync("/go");

        Assert.Equal(302, response.Status);
        Assert.Equal("/whoami", response.Header("Location"));
    }

    [Fact]
    public async Task Form_OfAForeignSite_IsRefused()
    {
        var response = await site.Visitor.SendFormAsync("/audit", "action=x&user=mallory", "Origin: https://evil.example");

        Assert.Equal(403, response.Status);
    }
}
