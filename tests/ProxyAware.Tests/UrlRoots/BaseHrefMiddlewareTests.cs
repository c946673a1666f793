using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.UrlRoots;

public sealed class BaseHrefMiddlewareTests : IAsyncLifetime
{
    private const string Page = "<!doctype html><head><base href=\"/\"></head><body>Grüße</body>";

    private const string Rewritten = "<!doctype html><head><base href=\"/secret/\"></head><body>Grüße</body>";

    private readonly TemporaryFolder _folder = new();
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "wwwroot"));
        _folder.Write("wwwroot/index.html", Page);
        _folder.Write("wwwroot/plain.html", "<p>no base</p>");
        _folder.Write("wwwroot/app.js", "let base = '<base href=\"/\">';");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.Path });
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection([new("ProxyAware:UrlRoot", "/secret"), new("ProxyAware:AllowUnencrypted", "true")]);
        builder.AddProxyAware();
        _app = builder.Build();
        _app.UseUrlRootBaseHref();
        _app.UseStaticFiles();
        _app.MapGet("/streamed", async (HttpContext context) =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync(Page);
        });
        _app.MapGet("/error", async (HttpContext context) =>
        {
            context.Response.StatusCode = 500;
            context.Response.ContentType = "text/html";
            context.Response.ContentLength = System.Text.Encoding.UTF8.GetByteCount(Page);
            await context.Response.WriteAsync(Page);
        });
        _app.MapFallbackToFile("index.html");
        await _app.StartAsync();
        _client = _app.GetTestClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("/secret/index.html")]
    [InlineData("/secret/")]
    [InlineData("/secret/deep/link")]
    public async Task Page_BelowTheRoot_HasTheRootAsBase(string path)
    {
        using var response = await _client.GetAsync(path);
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(Rewritten, System.Text.Encoding.UTF8.GetString(body));
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
        Assert.NotNull(response.Headers.ETag);
    }

    [Fact]
    public async Task Head_OfThePage_HasTheLengthAndTagOfTheRewrittenPage()
    {
        using var get = await _client.GetAsync("/secret/index.html");
        using var head = await _client.SendAsync(new(HttpMethod.Head, "/secret/index.html"));
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task IfNoneMatch_OwnTag_IsNotModified()
    {
        using var first = await _client.GetAsync("/secret/index.html");
        using var second = await GetAsync("/secret/index.html", r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
    }

    [Fact]
    public async Task IfNoneMatch_TagOfTheFileItself_IsNotTheRewrittenPage()
    {
        using var first = await _client.GetAsync("/secret/index.html");
        var own = first.Headers.ETag!.Tag;
        var file = new EntityTagHeaderValue(own[..own.LastIndexOf('-')] + "\"");
        using var second = await GetAsync("/secret/index.html", r => r.Headers.IfNoneMatch.Add(file));
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(Rewritten, await second.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task IfModifiedSince_Alone_DoesNotVouchForTheRoot()
    {
        using var first = await _client.GetAsync("/secret/index.html");
        using var second = await GetAsync("/secret/index.html", r => r.Headers.IfModifiedSince = first.Content.Headers.LastModified);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task Range_OfAPage_IsAnsweredWithTheWholePage()
    {
        using var response = await GetAsync("/secret/index.html", r => r.Headers.Range = new RangeHeaderValue(0, 5));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Rewritten, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/secret/app.js", "let base = '<base href=\"/\">';")]
    [InlineData("/secret/plain.html", "<p>no base</p>")]
    [InlineData("/secret/streamed", Page)] // no length: streamed, so not held back
    [InlineData("/secret/error", Page)]
    public async Task OtherResponse_PassesUnchanged(string path, string expected)
    {
        using var response = await _client.GetAsync(path);
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task OtherResponse_KeepsRangesAndTags()
    {
        using var first = await _client.GetAsync("/secret/app.js");
        using var part = await GetAsync("/secret/app.js", r => r.Headers.Range = new RangeHeaderValue(0, 2));
        using var same = await GetAsync("/secret/app.js", r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        Assert.Equal("let", await part.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, Action<HttpRequestMessage> configure)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        configure(request);
        return await _client.SendAsync(request);
    }
}
