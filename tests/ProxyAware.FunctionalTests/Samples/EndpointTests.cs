using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Samples;

/// <summary>What the sample offers, over its own TLS and without a proxy.</summary>
public sealed class EndpointTests(HttpsSite site) : IClassFixture<HttpsSite>
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Whoami_OfADirectClient_IsItsConnection(string version)
    {
        using var client = site.VisitorFrom("127.0.0.7").CreateHttpClient(Version.Parse(version));

        var answer = WhoamiAnswer.Parse(await client.GetStringAsync(new Uri("/whoami?a=%2F", UriKind.Relative)));

        Assert.Equal("127.0.0.7", answer.ClientIp);
        Assert.Equal("Direct", answer.ClientQuality);
        Assert.Equal(("https", true, false), (answer.Scheme, answer.IsHttps, answer.Trusted));
        Assert.StartsWith("127.0.0.7", answer.Peer, StringComparison.Ordinal);
        Assert.Equal("https://infram.example.com/whoami?a=%2F", answer.SelfUrl);
    }

    [Fact]
    public async Task Audit_OfAForm_IsListed()
    {
        using var client = site.VisitorFrom("127.0.0.8").CreateHttpClient(HttpVersion.Version11);
        client.DefaultRequestHeaders.UserAgent.ParseAdd("tests/1.0");
        using var form = new FormUrlEncodedContent([new("action", new string('a', 10_000)), new("user", "formal")]);

        using var post = await client.PostAsync(new Uri("/audit", UriKind.Relative), form);
        var log = await client.GetFromJsonAsync<JsonElement>("/audit");

        Assert.Equal(HttpStatusCode.Created, post.StatusCode);
        var entry = Assert.Single(log.EnumerateArray(), e => e.GetProperty("user").GetString() == "formal");
        Assert.Equal(200, entry.GetProperty("action").GetString()!.Length);
        Assert.Equal("127.0.0.8", entry.GetProperty("clientIp").GetString());
        Assert.Equal("https", entry.GetProperty("scheme").GetString());
        Assert.Equal("tests/1.0", entry.GetProperty("userAgent").GetString());
        Assert.True(entry.TryGetProperty("time", out _));
    }

    [Theory]
    [InlineData("application/json", "")]
    [InlineData("application/json", "null")]
    [InlineData("application/json", "[]")]
    [InlineData("application/json", "{\"action\":1}")]
    [InlineData("application/json", "{\"action\":\" \"}")]
    [InlineData("application/json", "{\"action\":\"\\ud800\"}")]
    [InlineData("application/json", "{\"action\":")]
    [InlineData("application/x-www-form-urlencoded", "user=alice")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "action=x")]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n")]
    [InlineData("text/plain", "action=x")]
    public async Task Audit_OfABadBody_IsABadRequest(string contentType, string body)
    {
        using var client = site.VisitorFrom("127.0.0.8").CreateHttpClient(HttpVersion.Version11);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await client.PostAsync(new Uri("/audit", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Audit_OfALargeBody_IsABadRequest()
    {
        using var client = site.VisitorFrom("127.0.0.8").CreateHttpClient(HttpVersion.Version11);

        using var response = await client.PostAsJsonAsync("/audit", new { action = new string('a', 100_000) });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Page_NeedsNothingElse()
    {
        var page = await site.VisitorFrom("127.0.0.8").SendRawAsync("/");

        Assert.Equal(200, page.Status);
        Assert.DoesNotContain("http://", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("=\"/", page.Body, StringComparison.Ordinal);
    }
}
