using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static ProxyAware.Tests.Origins.OriginApp;

namespace ProxyAware.Tests.Origins;

/// <summary>The gate for unsafe requests in a pipeline: whose origin counts, in which mode, at which endpoint.</summary>
public class OriginGateTests
{
    [Theory]
    [InlineData("POST", "https://evil.example", "same-origin", 200)] // the browser knows better than a mangled Host
    [InlineData("POST", null, "none", 200)]
    [InlineData("POST", null, null, 200)] // no browser
    [InlineData("POST", "https://app.example", null, 200)]
    [InlineData("POST", "https://app.example", "same-site", 200)]
    [InlineData("POST", "https://friend.example", "cross-site", 200)]
    [InlineData("POST", "https://evil.example", "cross-site", 403)]
    [InlineData("POST", "https://evil.example", null, 403)]
    [InlineData("PUT", "https://evil.example", null, 403)]
    [InlineData("DELETE", "https://evil.example", null, 403)]
    [InlineData("PROPFIND", "https://evil.example", null, 403)]
    [InlineData("POST", "null", null, 403)]
    [InlineData("POST", null, "cross-site", 403)]
    [InlineData("POST", null, "same-site", 403)]
    [InlineData("GET", "https://evil.example", "cross-site", 200)]
    [InlineData("HEAD", "https://evil.example", "cross-site", 200)]
    [InlineData("OPTIONS", "https://evil.example", "cross-site", 200)] // CORS preflights are CORS' business
    public async Task UnsafeMethod_FetchMetadataThenOrigin_Decide(string method, string? origin, string? site, int expected)
    {
        await using var app = await StartAsync(("Origins", "https://friend.example"));
        var response = await SendAsync(app, context => Unsafe(context, method, origin, site));
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("/signin-oidc", 200)]
    [InlineData("/signin-wsfed", 200)]
    [InlineData("/signin-oidc/x", 403)]
    [InlineData("/SIGNIN-OIDC", 403)]
    public async Task UnsafeMethod_RemoteSignInPath_SkipsTheCheck(string path, int expected)
    {
        await using var app = await StartAsync();
        var response = await SendAsync(app, context =>
        {
            Unsafe(context, "POST", "https://idp.example", "cross-site");
            context.Request.Path = path;
        });
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("Report", 200)]
    [InlineData("Off", 200)]
    [InlineData("Enforce", 403)]
    public async Task OriginMode_DecidesWhatARefusalDoes(string mode, int expected)
    {
        await using var app = await StartAsync(("OriginMode", mode));
        Assert.Equal(expected, (await SendAsync(app, context => Handshake(context, "https://evil.example", null))).StatusCode);
        Assert.Equal(expected, (await SendAsync(app, context => Unsafe(context, "POST", "https://evil.example", null))).StatusCode);
    }

    [Theory]
    [InlineData("http", "app.example", "http://app.example", null, 403)] // DNS rebinding
    [InlineData("http", "app.example", "http://app.example", "app.example", 200)]
    [InlineData("http", "192.0.2.1:5000", "http://192.0.2.1:5000", null, 200)] // an address cannot be rebound
    [InlineData("http", "localhost:5000", "http://localhost:5000", null, 200)]
    [InlineData("https", "app.example", "https://app.example", null, 200)]
    public async Task OwnOrigin_ByHost_CountsWhereItCannotBeForged(string scheme, string host, string origin, string? allowedHosts, int expected)
    {
        await using var app = await StartAsync(("AllowedHosts", allowedHosts), ("AllowUnencrypted", "true"));
        var response = await SendAsync(app, context =>
        {
            Handshake(context, origin, null);
            context.Request.Scheme = scheme;
            context.Request.Host = new HostString(host);
        });
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("https://ops.example", "https://ops.example", 200)]
    [InlineData("https://ops.example:8443", "https://ops.example:8443", 200)]
    [InlineData("https://ops.example", "https://localhost:9090", 403)]
    public async Task OwnOrigin_PublicUrl_StandsInForARewrittenHost(string publicUrl, string origin, int expected)
    {
        // Pomerium sends the backend's own host.
        await using var app = await StartAsync(("PublicUrl", publicUrl));
        var response = await SendAsync(app, context =>
        {
            Handshake(context, origin, null);
            context.Request.Host = new HostString("localhost:9090");
            context.Request.Headers["X-Forwarded-For"] = "203.0.113.1";
        });
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/open", "https://evil.example", 200)]
    [InlineData("POST", "/narrow", "https://partner.example", 200)]
    [InlineData("POST", "/narrow", "https://app.example", 403)] // the app's own origin is not named there
    [InlineData("POST", "/narrow", "https://evil.example", 403)]
    [InlineData("POST", "/both", "https://evil.example", 403)] // a GET's mark is not the POST's
    [InlineData("POST", "/item/7", "https://evil.example", 403)] // the constrained endpoint answers
    [InlineData("POST", "/item/x", "https://evil.example", 200)]
    [InlineData("POST", "/nowhere", "https://evil.example", 403)] // no endpoint
    [InlineData("POST", "/OPEN", "https://evil.example", 200)] // routing ignores case
    public async Task Endpoint_OwnList_IsTheRuleThere(string method, string path, string origin, int expected)
    {
        await using var app = await StartAsync(a =>
        {
            a.MapPost("/open", () => "open").AllowAnyOrigin();
            a.MapPost("/narrow", () => "narrow").RequireOrigins("https://partner.example");
            a.MapGet("/both", () => "both").AllowAnyOrigin();
            a.MapPost("/both", () => "both");
            a.MapPost("/item/{name}", (string name) => name).AllowAnyOrigin();
            a.MapPost("/item/{id:int}", (int id) => id);
        });
        var response = await SendAsync(app, context =>
        {
            Unsafe(context, method, origin, null);
            context.Request.Path = path;
        });
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("application/json", "application/problem+json")]
    [InlineData("text/html", "text/plain; charset=utf-8")]
    public async Task Refusal_NamesACodeAndNothingElse(string accept, string contentType)
    {
        await using var app = await StartAsync(("Origins", "https://secret-friend.example"));
        var response = await SendAsync(app, context =>
        {
            Unsafe(context, "POST", "https://evil.example", null);
            context.Request.Headers.Accept = accept;
        });
        var body = await BodyAsync(response);
        Assert.Equal(contentType, response.ContentType);
        Assert.Contains("PA4003", body, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", body, StringComparison.Ordinal);
        Assert.DoesNotContain("friend", body, StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl);
    }
}
