using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>What holds in every topology: the app sees the visitor and the public URL, not the proxies.</summary>
public abstract class IdentityTests<TSite>(TSite site) : IClassFixture<TSite>
    where TSite : TopologySite
{
    protected const string Origin = $"https://{Visitor.Site}";

    protected TSite Site { get; } = site;

    protected string Whoami => $"{Site.Root}/whoami";

    [SiteTheory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Visitor_OverHttps_IsKnown(string version)
    {
        using var client = Site.HttpsVisitor.CreateHttpClient(Version.Parse(version));

        using var response = await client.GetAsync(new Uri($"{Whoami}?tab=1", UriKind.Relative));
        var answer = WhoamiAnswer.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(Version.Parse(version), response.Version);
        Assert.Equal((TopologySite.Client, "Proxied", true), (answer.ClientIp, answer.ClientQuality, answer.Trusted));
        Assert.Equal(("https", true), (answer.Scheme, answer.IsHttps));
        Assert.Equal((Visitor.Site, Site.Root, "/whoami"), (answer.Host, answer.PathBase, answer.Path));
        Assert.Equal($"{Origin}{Whoami}?tab=1", answer.SelfUrl);
        Assert.All(Site.Hops, hop => Assert.Contains($"\"{hop}\"", answer.Hops, StringComparison.Ordinal));
    }

    /// <summary>Proxies keep connections to the app and use them for everybody.</summary>
    [SiteFact]
    public async Task Visitors_WhoShareAnUpstream_AreToldApart()
    {
        var answers = await Task.WhenAll(Enumerable.Range(5, 20).Select(async n => (
            Expected: $"127.0.0.{n}", Answer: (await Site.HttpsVisitorFrom($"127.0.0.{n}").SendRawAsync(Whoami)).Whoami())));

        Assert.All(answers, a => Assert.Equal(a.Expected, a.Answer.ClientIp));
    }

    [SiteTheory]
    [InlineData("")]
    [InlineData("?x=%2F%c3%a9&y=a+b")]
    public async Task Visitor_OverHttp_ArrivesOverHttps_AfterOneRedirect(string query)
    {
        var journey = await Site.Follower.FollowAsync($"http://{Visitor.Site}{Whoami}{query}");

        Assert.Equal([$"http://{Visitor.Site}{Whoami}{query}", $"{Origin}{Whoami}{query}"], journey.Urls);
        Assert.True(journey.Answer.Whoami().IsHttps);
    }

    [SiteFact]
    public async Task Redirect_OfTheApp_StaysOnTheSite()
    {
        var journey = await Site.Follower.FollowAsync($"{Origin}{Site.Root}/go");

        Assert.Equal([$"{Origin}{Site.Root}/go", $"{Origin}{Whoami}"], journey.Urls);
        Assert.Equal($"{Origin}{Whoami}", journey.Answer.Whoami().SelfUrl);
    }

    [SiteFact]
    public async Task Page_OfTheApp_IsServedAtOnce()
    {
        var journey = await Site.Follower.FollowAsync($"{Origin}{Site.Root}/");

        Assert.Single(journey.Urls);
        Assert.Contains("Operations console", journey.Answer.Body, StringComparison.Ordinal);
    }

    [SiteFact]
    public async Task Audit_OfAForger_NamesTheForger()
    {
        using var client = Site.HttpsVisitorFrom("127.0.0.66").CreateHttpClient(HttpVersion.Version20);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "10.0.0.1");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "http");

        using var post = await client.PostAsJsonAsync($"{Site.Root}/audit", new { action = "deleted the logs", user = "mallory" });
        Assert.Equal(HttpStatusCode.Created, post.StatusCode);
        var log = await client.GetFromJsonAsync<JsonElement>($"{Site.Root}/audit");

        var entry = Assert.Single(log.EnumerateArray(), e => e.GetProperty("user").GetString() == "mallory");
        Assert.Equal("127.0.0.66", entry.GetProperty("clientIp").GetString());
        Assert.Equal("https", entry.GetProperty("scheme").GetString());
    }
}
