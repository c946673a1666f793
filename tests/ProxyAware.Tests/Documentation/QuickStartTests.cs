using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Documentation;

/// <summary>The quick start of the README, compiled, run on Kestrel with the settings beside it, and asked as its proxy would ask.</summary>
public class QuickStartTests
{
    [Fact]
    public async Task QuickStart_BehindItsProxy_DoesWhatItSays()
    {
        using var folder = new TemporaryFolder();
        folder.Write("appsettings.json", $"{{ {Pages.SnippetsOf("README.md").First(s => s.Language == "json").Text} }}");
        var program = Pages.SnippetsOf("README.md").First(s => s.Language == "csharp");
        var (running, host) = await RunningSnippet.StartAsync(program, AddAdmin, $"--contentRoot={folder.Path}", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None");
        await using var _ = running;
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };

        var whoami = JsonNode.Parse(await (await SendAsync(client, "/cockpit/whoami", "https")).Content.ReadAsStringAsync())!;
        using var clearText = await SendAsync(client, "/cockpit/whoami", "http");
        using var ping = await SendAsync(client, "/cockpit/ping", "http");
        using var page = await SendAsync(client, "/cockpit/_proxy", "https");

        Assert.Equal(("203.0.113.7", "https", "ops.example.com", "/cockpit"), ((string?)whoami["clientIp"], (string?)whoami["scheme"], (string?)whoami["host"], (string?)whoami["pathBase"]));
        Assert.Equal((HttpStatusCode.TemporaryRedirect, "https://ops.example.com/cockpit/whoami"), (clearText.StatusCode, clearText.Headers.Location?.ToString()));
        Assert.Equal((HttpStatusCode.OK, "pong"), (ping.StatusCode, await ping.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
    }

    private static void AddAdmin(IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o => o.Events.OnRedirectToLogin = context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
            return Task.CompletedTask;
        });
        services.AddAuthorizationBuilder().AddPolicy("admin", policy => policy.RequireRole("admin"));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string scheme)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "backend:5000" } };
        request.Headers.Add("X-Forwarded-For", "6.6.6.6, 203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", scheme);
        return client.SendAsync(request);
    }
}
