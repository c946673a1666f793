using System.Net;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Origins;

/// <summary>The gate on real Kestrel: what is said, what else judges origins, and who must not be in its way.</summary>
public sealed class OriginScenarioTests : IAsyncDisposable
{
    private readonly LogCollector _log = new();
    private readonly List<IAsyncDisposable> _apps = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("Enforce", "was refused", HttpStatusCode.Forbidden)]
    [InlineData("Report", "would be refused", HttpStatusCode.OK)]
    public async Task Refusal_RepeatedCause_IsSaidOnceWithAllThereIsToKnow(string mode, string verdict, HttpStatusCode expected)
    {
        using var client = await StartAsync(
            app => app.MapPost("/", () => "ok"),
            settings: [("OriginMode", mode), ("PublicUrl", "https://ops.example"), ("Origins", "https://friend.example")]);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(expected, await PostAsync(client, "/", "https://evil.example"));
        }

        await PostAsync(client, "/", "https://other.example");
        var said = _log.Entries.Where(e => e.Level == LogLevel.Warning && e.Text.StartsWith("PA4003", StringComparison.Ordinal)).Select(e => e.Text).ToList();
        Assert.Equal(2, said.Count);
        Assert.Contains(verdict, said[0], StringComparison.Ordinal);
        Assert.Contains("Received: 'https://evil.example'", said[0], StringComparison.Ordinal);
        Assert.Contains("https://ops.example (PublicUrl)", said[0], StringComparison.Ordinal);
        Assert.Contains("https://friend.example (Origins)", said[0], StringComparison.Ordinal);
        Assert.Contains("\"Origins\": \"https://evil.example\"", said[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_ManyCauses_StayUnderACap()
    {
        using var client = await StartAsync(app => app.MapPost("/", () => "ok"));
        for (var i = 0; i < 200; i++)
        {
            await PostAsync(client, "/", $"https://evil{i}.example");
        }

        Assert.InRange(_log.Count(LogLevel.Warning, "PA4003"), 10, 64);
    }

    [Fact]
    public async Task Refusal_ControlCharactersOfTheOrigin_AreNotLoggedRaw()
    {
        using var client = await StartAsync(app => app.MapPost("/", () => "ok"));
        await PostAsync(client, "/", "https://evil\u0085\u202E.example");
        Assert.DoesNotContain(_log.Entries, e => e.Text.Contains('\u0085', StringComparison.Ordinal) || e.Text.Contains('\u202E', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, 25)]
    [InlineData(300, 300)]
    public void WebSocketKeepAlive_IsOursUnlessTheAppChose(int? chosen, int expected)
    {
        var services = new ServiceCollection();
        if (chosen is { } seconds)
        {
            services.Configure<WebSocketOptions>(o => o.KeepAliveInterval = TimeSpan.FromSeconds(seconds));
        }

        services.AddProxyAware(_ => { });
        using var provider = services.BuildServiceProvider();
        Assert.Equal(TimeSpan.FromSeconds(expected), provider.GetRequiredService<IOptions<WebSocketOptions>>().Value.KeepAliveInterval);
    }

    [Theory]
    [InlineData("https://both.example", true)]
    [InlineData("https://ours.example", false)]
    [InlineData("https://theirs.example", false)]
    public async Task FrameworkAllowedOrigins_SetAsWell_BothHold(string origin, bool expected)
    {
        using var client = await StartAsync(
            app =>
            {
                var options = new WebSocketOptions();
                options.AllowedOrigins.Add("https://both.example");
                options.AllowedOrigins.Add("https://theirs.example");
                app.UseWebSockets(options);
                app.Map("/ws", async (HttpContext context) =>
                {
                    using var socket = await context.WebSockets.AcceptWebSocketAsync();
                    await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
                });
            },
            settings: [("Origins", "https://both.example https://ours.example")]);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        var connect = () => socket.ConnectAsync(new Uri($"ws://{client.BaseAddress!.Authority}/ws"), CancellationToken.None);
        if (expected)
        {
            await connect();
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(connect);
        }
    }

    [Theory]
    [InlineData("/deep/link", HttpStatusCode.OK)] // the fallback would answer, and it opted out
    [InlineData("/data.json", HttpStatusCode.Forbidden)] // the fallback takes no files, so nothing would
    [InlineData("/open.txt", HttpStatusCode.OK)] // an endpoint of the path of a file answers in its place
    public async Task Endpoint_BesideFilesAndFallback_IsTheOneThatWouldAnswer(string path, HttpStatusCode expected)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "wwwroot"));
        folder.Write("wwwroot/data.json", "{}");
        folder.Write("wwwroot/open.txt", "file");
        using var client = await StartAsync(
            app =>
            {
                app.UseStaticFiles();
                app.MapPost("/open.txt", () => "endpoint").AllowAnyOrigin();
                app.MapFallback(() => "fallback").AllowAnyOrigin();
            },
            contentRoot: folder.Path);
        Assert.Equal(expected, await PostAsync(client, path, "https://evil.example"));
    }

    [Fact]
    public async Task RemoteSignIn_FormPost_ReachesItsHandler()
    {
        using var client = await StartAsync(
            app => { },
            services => services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie()
                .AddRemoteScheme<FormPostOptions, FormPostHandler>("oidc", null, o => o.CallbackPath = "/signin-oidc"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signin-oidc") { Content = new FormUrlEncodedContent([new("code", "abc")]) };
        request.Headers.Add("Origin", "https://idp.example");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/signed-in?code=abc", response.Headers.Location?.OriginalString);
        Assert.Contains(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith(".AspNetCore.Cookies=", StringComparison.Ordinal));
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string path, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<HttpClient> StartAsync(
        Action<WebApplication> configure, Action<IServiceCollection>? services = null, string? contentRoot = null, (string Key, string? Value)[]? settings = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = contentRoot });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.RequestHeaderEncodingSelector = _ => System.Text.Encoding.UTF8);
        builder.Logging.ClearProviders().AddProvider(_log).SetMinimumLevel(LogLevel.Trace);
        builder.Configuration.AddInMemoryCollection((settings ?? []).Select(s => KeyValuePair.Create("ProxyAware:" + s.Key, s.Value)));
        builder.Configuration["ProxyAware:AllowUnencrypted"] = "true";
        services?.Invoke(builder.Services);
        builder.AddProxyAware();
        var app = builder.Build();
        _apps.Add(app);
        configure(app);
        await app.StartAsync();
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 })
        {
            BaseAddress = new Uri(app.Urls.Single()),
        };
    }

    private sealed class FormPostOptions : RemoteAuthenticationOptions;

    /// <summary>A remote sign-in that takes its answer by POST from the identity provider's page, as OpenID Connect's form_post does.</summary>
    private sealed class FormPostHandler(IOptionsMonitor<FormPostOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : RemoteAuthenticationHandler<FormPostOptions>(options, logger, encoder)
    {
        protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
        {
            var form = await Request.ReadFormAsync();
            var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "alice")], Scheme.Name));
            var properties = new AuthenticationProperties { RedirectUri = "/signed-in?code=" + form["code"] };
            return HandleRequestResult.Success(new AuthenticationTicket(principal, properties, Scheme.Name));
        }
    }
}
