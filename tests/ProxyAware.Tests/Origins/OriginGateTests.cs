using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ProxyAware.Tests.Origins;

/// <summary>The gate in a pipeline. Handshakes are judged before any server code, so the in-memory server shows the refusals.</summary>
public class OriginGateTests
{
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    [Theory]
    [InlineData("https://app.example", null, 200)]
    [InlineData("https://app.example", "same-origin", 200)]
    [InlineData("https://app.example", "cross-site", 403)] // contradicts itself
    [InlineData("https://friend.example", null, 200)]
    [InlineData("https://friend.example", "cross-site", 200)] // listed
    [InlineData("https://evil.example", null, 403)]
    [InlineData("https://evil.example", "same-origin", 403)] // Fetch metadata says nothing for handshakes
    [InlineData("http://app.example", null, 403)]
    [InlineData("https://app.example:8443", null, 403)]
    [InlineData("null", null, 403)]
    [InlineData("", null, 403)]
    [InlineData(null, null, 403)]
    public async Task Handshake_Origin_Decides(string? origin, string? site, int expected)
    {
        await using var app = await StartAsync(("Origins", "https://friend.example"));
        var status = await SendAsync(app, context => Handshake(context, origin, site));
        Assert.Equal(expected, status.StatusCode);
    }

    [Fact]
    public async Task Handshake_SeveralOrigins_IsRefused()
    {
        await using var app = await StartAsync();
        var response = await SendAsync(app, context =>
        {
            Handshake(context, null, null);
            context.Request.Headers.Origin = new(["https://app.example", "https://app.example"]);
        });
        Assert.Equal(403, response.StatusCode);
    }

    [Theory]
    [InlineData("same-origin", "cross-site")]
    [InlineData("cross-site", "same-origin")]
    [InlineData("Cross-Site", null)]
    public async Task Handshake_CrossSiteAmongOtherWords_IsHeard(string first, string? second)
    {
        await using var app = await StartAsync();
        var response = await SendAsync(app, context =>
        {
            Handshake(context, "https://app.example", null);
            context.Request.Headers["Sec-Fetch-Site"] = second is null ? new(first) : new([first, second]);
        });
        Assert.Equal(403, response.StatusCode);
        Assert.Contains("PA4004", await BodyAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization", "Bearer x", false, 200)] // a native client
    [InlineData("X-Any", "x", true, 200)]
    [InlineData("Cookie", "a=b", false, 403)]
    public async Task Handshake_MissingOrigin_NeedsAReason(string header, string value, bool allowMissing, int expected)
    {
        await using var app = await StartAsync(("AllowMissingOrigin", allowMissing.ToString()));
        var response = await SendAsync(app, context =>
        {
            Handshake(context, null, null);
            context.Request.Headers[header] = value;
        });
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "HTTP/1.1", "Upgrade", "13", Key)]
    [InlineData("GET", "HTTP/1.0", "Upgrade", "13", Key)]
    [InlineData("GET", "HTTP/2", "Upgrade", "13", Key)]
    [InlineData("GET", "HTTP/1.1", "keep-alive", "13", Key)]
    [InlineData("GET", "HTTP/1.1", "Upgrade", "8", Key)]
    [InlineData("GET", "HTTP/1.1", "Upgrade", "13", "dGhl")]
    [InlineData("GET", "HTTP/1.1", "Upgrade", "13", "")]
    public async Task Handshake_Invalid_IsABadRequest(string method, string protocol, string connection, string version, string key)
    {
        await using var app = await StartAsync();
        var response = await SendAsync(app, context =>
        {
            Handshake(context, "https://app.example", null);
            context.Request.Method = method;
            context.Request.Protocol = protocol;
            context.Request.Headers.Connection = connection;
            context.Request.Headers.SecWebSocketVersion = version;
            context.Request.Headers.SecWebSocketKey = key;
        });
        Assert.Equal(400, response.StatusCode);
        Assert.Contains("PA4001", await BodyAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("h2c, websocket")]
    [InlineData("WebSocket")]
    [InlineData("foo,\twebsocket")]
    [InlineData("\"websocket\"")] // the framework takes quotes off, and any white space
    [InlineData("h2c, \"WebSocket\"")]
    [InlineData("\"a, b\",\"websocket\"")]
    [InlineData("\u2003websocket\u3000")]
    [InlineData("websocket/13")]
    public async Task Handshake_UpgradeList_IsRecognized(string upgrade)
    {
        await using var app = await StartAsync();
        var response = await SendAsync(app, context =>
        {
            Handshake(context, "https://evil.example", null);
            context.Request.Headers.Upgrade = upgrade;
        });
        Assert.Equal(403, response.StatusCode);
    }

    [Fact]
    public async Task ConnectionUpgrade_WithoutUpgrade_IsAnOrdinaryRequest()
    {
        await using var app = await StartAsync();
        var response = await SendAsync(app, context => context.Request.Headers.Connection = "upgrade");
        Assert.Equal(200, response.StatusCode);
    }

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
    [InlineData("https://partner.example", "a=b", 200)] // named with credentials
    [InlineData("https://public.example", "a=b", 403)]
    [InlineData("https://evil.example", null, 403)]
    public async Task Cors_DefaultPolicyWithCredentials_IsHonoured(string origin, string? cookie, int expected)
    {
        await using var app = await StartAsync(
            a => a.UseCors(),
            services => services.AddCors(o => o.AddDefaultPolicy(p => p.WithOrigins("https://partner.example").AllowCredentials())));
        var response = await SendAsync(app, context =>
        {
            Unsafe(context, "POST", origin, "cross-site");
            context.Request.Headers.Cookie = cookie;
        });
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData(null, null, 200)]
    [InlineData(null, "Bearer x", 200)]
    [InlineData("a=b", null, 403)]
    [InlineData(null, "Basic x", 403)]
    public async Task Cors_PolicyWithoutCredentials_AllowsRequestsThatCarryNone(string? cookie, string? authorization, int expected)
    {
        await using var app = await StartAsync(a => a.UseCors(), services => services.AddCors(o => o.AddDefaultPolicy(p => p.AllowAnyOrigin())));
        var response = await SendAsync(app, context =>
        {
            Unsafe(context, "POST", "https://spa.example", "cross-site");
            context.Request.Headers.Cookie = cookie;
            context.Request.Headers.Authorization = authorization;
        });
        Assert.Equal(expected, response.StatusCode);
        if (expected == 403)
        {
            Assert.Equal("*", response.Headers.AccessControlAllowOrigin);
        }
    }

    [Fact]
    public async Task Cors_PolicyOfTheEndpoint_IsTheOneThatCounts()
    {
        await using var app = await StartAsync(
            a =>
            {
                a.UseCors();
                a.MapPost("/with", () => "x").RequireCors("partners");
                a.MapPost("/without", () => "x").RequireCors("nobody");
            },
            services => services.AddCors(o =>
            {
                o.AddPolicy("partners", p => p.WithProxyAwareOrigins().AllowCredentials());
                o.AddPolicy("nobody", p => p.WithOrigins("https://other.example"));
            }),
            ("Origins", "https://partner.example"));
        var response = await SendAsync(app, context =>
        {
            Unsafe(context, "POST", "https://partner.example", "cross-site");
            context.Request.Path = "/with";
        });
        Assert.Equal(200, response.StatusCode);
        Assert.Equal("https://partner.example", response.Headers.AccessControlAllowOrigin);
    }

    [Fact]
    public async Task Cors_PermitsNoHandshake()
    {
        await using var app = await StartAsync(
            a => a.UseCors(), services => services.AddCors(o => o.AddDefaultPolicy(p => p.WithOrigins("https://partner.example").AllowCredentials())));
        Assert.Equal(403, (await SendAsync(app, context => Handshake(context, "https://partner.example", null))).StatusCode);
    }

    [Fact]
    public async Task Handshake_ForeignOverClearText_IsRefusedAndNotRedirected()
    {
        await using var app = await StartAsync(("AllowUnencrypted", "false"));
        var response = await SendAsync(app, context =>
        {
            Handshake(context, "https://evil.example", null);
            context.Request.Scheme = "http";
        });
        Assert.Equal(403, response.StatusCode);
        Assert.Empty(response.Headers.Location.ToString());
        Assert.Contains("PA4003", await BodyAsync(response), StringComparison.Ordinal);
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

    private static void Handshake(HttpContext context, string? origin, string? site)
    {
        var headers = context.Request.Headers;
        context.Request.Method = "GET";
        headers.Connection = "keep-alive, Upgrade";
        headers.Upgrade = "websocket";
        headers.SecWebSocketVersion = "13";
        headers.SecWebSocketKey = Key;
        headers["Sec-Fetch-Site"] = site;
        if (origin is not null)
        {
            headers.Origin = origin;
        }
    }

    private static void Unsafe(HttpContext context, string method, string? origin, string? site)
    {
        context.Request.Method = method;
        context.Request.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null)
        {
            context.Request.Headers.Origin = origin;
        }
    }

    private static async Task<HttpResponse> SendAsync(WebApplication app, Action<HttpContext> configure)
    {
        var context = await app.GetTestServer().SendAsync(c =>
        {
            c.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.77");
            c.Request.Scheme = "https";
            c.Request.Host = new HostString("app.example");
            c.Request.Path = "/";
            c.Request.Protocol = "HTTP/1.1";
            configure(c);
        });
        return context.Response;
    }

    private static async Task<string> BodyAsync(HttpResponse response)
    {
        using var reader = new StreamReader(response.Body);
        return await reader.ReadToEndAsync();
    }

    private static Task<WebApplication> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(_ => { }, _ => { }, settings);

    private static async Task<WebApplication> StartAsync(
        Action<WebApplication> configure, Action<IServiceCollection>? services = null, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("ProxyAware:" + s.Key, s.Value)));
        services?.Invoke(builder.Services);
        builder.AddProxyAware();
        var app = builder.Build();
        configure(app);

        // Middleware without an endpoint answers everything that nothing else does.
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint() is null)
            {
                context.Response.StatusCode = 200;
                return;
            }

            await next(context);
        });
        await app.StartAsync();
        return app;
    }
}
