using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Nginx;

public sealed class InframTests(InframSite site) : IClassFixture<InframSite>
{
    [NginxTheory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Visitor_OverHttps_IsKnown(string version)
    {
        using var client = site.VisitorFrom("127.0.0.5").CreateHttpClient(Version.Parse(version));

        using var response = await client.GetAsync(new Uri("/whoami?tab=1", UriKind.Relative));
        var answer = WhoamiAnswer.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(Version.Parse(version), response.Version);
        Assert.Equal("127.0.0.5", answer.ClientIp);
        Assert.Equal("Proxied", answer.ClientQuality);
        Assert.Equal("https", answer.Scheme);
        Assert.True(answer.IsHttps);
        Assert.Equal(Visitor.Site, answer.Host);
        Assert.Equal("", answer.PathBase);
        Assert.Equal("/whoami", answer.Path);
        Assert.True(answer.Trusted);
        Assert.Equal("https://infram.example.com/whoami?tab=1", answer.SelfUrl);
    }

    [NginxFact]
    public async Task Visitors_WhoShareAnUpstream_AreToldApart()
    {
        var answers = await Task.WhenAll(Enumerable.Range(5, 20).Select(async n => (
            Expected: $"127.0.0.{n}", Answer: (await site.VisitorFrom($"127.0.0.{n}").SendRawAsync("/whoami")).Whoami())));

        Assert.All(answers, a => Assert.Equal(a.Expected, a.Answer.ClientIp));
    }

    [NginxFact]
    public async Task Visitor_OverHttp_IsSentToHttpsByNginx()
    {
        var response = await site.ClearTextVisitorFrom("127.0.0.5", "HTTP_PORT").SendRawAsync("/whoami?tab=1");

        Assert.Equal(301, response.Status);
        Assert.Equal("https://infram.example.com/whoami?tab=1", response.Header("Location"));
    }

    [NginxFact]
    public async Task Redirect_OfTheApp_StaysOnTheSite()
    {
        var response = await site.VisitorFrom("127.0.0.5").SendRawAsync("/go");

        Assert.Equal(302, response.Status);
        Assert.Equal("/whoami", response.Header("Location"));
    }

    [NginxFact]
    public async Task Audit_OfAForger_NamesTheForger()
    {
        using var client = site.VisitorFrom("127.0.0.66").CreateHttpClient(HttpVersion.Version20);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "10.0.0.1");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "http");

        using var post = await client.PostAsJsonAsync("/audit", new { action = "deleted the logs", user = "mallory" });
        Assert.Equal(HttpStatusCode.Created, post.StatusCode);
        var log = await client.GetFromJsonAsync<JsonElement>("/audit");

        var entry = Assert.Single(log.EnumerateArray(), e => e.GetProperty("user").GetString() == "mallory");
        Assert.Equal("deleted the logs", entry.GetProperty("action").GetString());
        Assert.Equal("127.0.0.66", entry.GetProperty("clientIp").GetString());
        Assert.Equal("https", entry.GetProperty("scheme").GetString());
    }
}
