using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace ProxyAware.Tests.RealPipeline;

/// <summary>An app that uses everything in which a root, a scheme or a host can go wrong. It orders nothing on ProxyAware's behalf.</summary>
internal static class WholeApp
{
    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie()
            .AddOAuth("oauth", o =>
            {
                o.ClientId = "client";
                o.ClientSecret = "secret";
                o.AuthorizationEndpoint = "https://id.example/authorize";
                o.TokenEndpoint = "https://id.example/token";
                o.CallbackPath = "/signin-oauth";
            });
        builder.Services.AddAuthorization();
        builder.Services.AddAntiforgery(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);
        builder.Services.AddOpenApi();
        builder.Services.AddSignalR();
        builder.Services.AddControllers();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(1));
    }

    public static Action<WebApplication> Use(string webRoot) => app =>
    {
        app.UseHsts();
        app.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(webRoot) });
        app.UseWebSockets();
        app.UseAntiforgery();
        app.MapGet("/login", (HttpContext c) =>
            c.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "a")], CookieAuthenticationDefaults.AuthenticationScheme))));
        app.MapGet("/private", () => "private").RequireAuthorization();
        app.MapGet("/antiforgery", (HttpContext c, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(c).HeaderName);
        app.MapGet("/oauth", (HttpContext c) => c.ChallengeAsync("oauth", new() { RedirectUri = c.Request.PathBase + "/done" }));
        app.MapGet("/links/{id}", (int id, HttpContext c, LinkGenerator links) =>
            $"{links.GetUriByName(c, "link", new { id = id + 1 })} {links.GetPathByName(c, "link", new { id = id + 1 })}").WithName("link");
        app.MapGet("/local", () => Results.LocalRedirect("~/x"));
        app.MapGet("/tilde", () => Results.Redirect("~/x"));
        app.MapGet("/created", () => Results.CreatedAtRoute("link", new { id = 7 }));
        app.MapOpenApi();
        app.MapHub<SilentHub>("/hub");
        app.MapControllers();
        app.MapRazorComponents<WholePage>().AddInteractiveServerRenderMode();
        app.MapGet("/ws", async (HttpContext c) =>
        {
            using var socket = await c.WebSockets.AcceptWebSocketAsync();
            await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes($"{c.Request.Scheme} {c.Request.Host} {c.Request.PathBase} {c.Request.Path}"), System.Net.WebSockets.WebSocketMessageType.Text, true, c.RequestAborted);
            await socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, c.RequestAborted);
        });
        app.MapFallback("/spa/{**path}", (HttpContext c) => $"fallback {c.Request.PathBase} {c.Request.Path}");
    };
}

public sealed class SilentHub : Hub;

[Microsoft.AspNetCore.Components.Route("/page")]
public sealed class WholePage : ComponentBase
{
    [Inject]
    public NavigationManager Navigation { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "base");
        builder.AddAttribute(1, "href", Navigation.BaseUri);
        builder.CloseElement();
        builder.AddContent(2, Navigation.Uri);
    }
}

[ApiController]
[Microsoft.AspNetCore.Mvc.Route("mvc")]
public class WholeController : ControllerBase
{
    [HttpGet("action/{id}")]
    public string Action(int id) => $"{Url.Action("Action", new { id = id + 1 })} {Url.ActionLink("Action", values: new { id = id + 1 })} {Url.Content("~/c")}";

    [HttpPost("create")]
    public IActionResult Create() => CreatedAtAction("Action", new { id = 5 }, "made");
}
