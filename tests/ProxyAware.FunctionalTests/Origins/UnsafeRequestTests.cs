using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Origins;

/// <summary>Requests that change something, from pages of this site and of others.</summary>
public sealed class UnsafeRequestTests(AppSite site) : IClassFixture<AppSite>
{
    public static TheoryData<string> Allowed => SampleOrigins.Allowed;

    public static TheoryData<string> Refused => SampleOrigins.Refused;

    [Theory]
    [MemberData(nameof(Allowed))]
    public async Task AllowedOrigin_Posts(string origin) => Assert.Equal(201, (await PostAsync($"Origin: {origin}")).Status);

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task RefusedOrigin_ChangesNothing(string origin)
    {
        var answer = await PostAsync($"Origin: {origin}", "Cookie: session=1");

        Assert.Equal((403, "PA4003: The origin of the request is not allowed.\n"), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("User-Agent: curl/8.0")]
    [InlineData("Authorization: Bearer x")]
    [InlineData("Sec-Fetch-Site: same-origin")]
    [InlineData("Sec-Fetch-Site: none")]
    [InlineData("Sec-Fetch-Site: same-origin", "Origin: https://app.example")]
    [InlineData("Sec-Fetch-Site: cross-site", "Origin: https://a.example")]
    [InlineData("Sec-Fetch-Site: same-site", "Origin: https://x.wild.example")]
    public async Task OwnPageOrProgram_Posts(params string[] headerLines) => Assert.Equal(201, (await PostAsync(headerLines)).Status);

    [Theory]
    [InlineData("PA4004", "Sec-Fetch-Site: cross-site")]
    [InlineData("PA4004", "Sec-Fetch-Site: same-site")]
    [InlineData("PA4003", "Sec-Fetch-Site: cross-site", "Origin: null")]
    [InlineData("PA4003", "Sec-Fetch-Site: same-site", "Origin: https://sub.app.example")]
    [InlineData("PA4003", "Origin:")]
    [InlineData("PA4003", "Origin: https://a.example", "Origin: https://a.example")]
    [InlineData("PA4003", "Origin: https://evil.test", "Referer: https://app.example/")]
    [InlineData("PA4003", "Origin: https://evil.test", "X-Requested-With: XMLHttpRequest")]
    public async Task ForeignPage_ChangesNothing(string code, params string[] headerLines)
    {
        var answer = await PostAsync(headerLines);

        Assert.Equal(403, answer.Status);
        Assert.StartsWith(code, answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("PROPFIND")]
    public async Task ForeignPage_WithAnyUnsafeMethod_IsRefused(string method)
    {
        var answer = await site.Visitor.SendLinesAsync(
            $"{method} /audit HTTP/1.1", $"Host: {AppSite.Host}", "Connection: close", "Origin: https://evil.test", "Content-Length: 0");

        Assert.Equal(403, answer.Status);
    }

    [Theory]
    [InlineData("GET", 200)]
    [InlineData("HEAD", 405)]
    [InlineData("OPTIONS", 405)]
    public async Task ForeignPage_WithASafeMethod_IsAnsweredByTheApp(string method, int status)
    {
        var answer = await site.Visitor.SendLinesAsync(
            $"{method} /audit HTTP/1.1", $"Host: {AppSite.Host}", "Connection: close", "Origin: https://evil.test", "Sec-Fetch-Site: cross-site");

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("https://app.example", HttpStatusCode.Created)]
    [InlineData("https://a.example", HttpStatusCode.Created)]
    [InlineData("https://evil.test", HttpStatusCode.Forbidden)]
    public async Task Page_OverHttp2_IsJudgedAlike(string origin, HttpStatusCode status)
    {
        using var client = site.Visitor.CreateHttpClient(HttpVersion.Version20);
        client.DefaultRequestHeaders.Add("Origin", origin);

        using var form = new FormUrlEncodedContent([new("action", "restarted")]);
        using var response = await client.PostAsync(new Uri("/audit", UriKind.Relative), form);

        Assert.Equal(status, response.StatusCode);
    }

    private Task<RawResponse> PostAsync(params string[] headerLines) => site.Visitor.SendFormAsync("/audit", "action=restarted", headerLines);
}
