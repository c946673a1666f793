using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Diagnostics.Audit;
using ProxyAware.Tests.RealPipeline;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Diagnostics.Audit;

public class AuditInThePipelineTests
{
    private const string Proxied = "TrustProxy=10.0.0.1;AllowedHosts=a.example";

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Audit_OfAProxyThatPasses_FindsWhatClientsChoose()
    {
        await using var app = await StartAsync(Proxied);
        var report = await new AuditPage(app).RunAsync(identity: true);

        Assert.Equal("passedThrough yes dangerous PA6001", AuditPage.Row(report, "X-Forwarded-For"));
        Assert.Equal("passedThrough yes dangerous PA6001", AuditPage.Row(report, "X-Forwarded-Proto"));
        Assert.Equal("passedThrough no harmless", AuditPage.Row(report, "X-Forwarded-Host"));
        Assert.Equal("passedThrough no dangerous PA6004", AuditPage.Row(report, "Remote-User"));
        Assert.Equal("passedThrough no harmless PA6005", AuditPage.Row(report, "X-Pomerium-Jwt-Assertion"));
        Assert.Equal(35, report.GetProperty("planned").GetInt32()); // 20 headers, those with X-Original together, 10 products, and 4 without any
    }

    [Fact]
    public async Task Audit_OfAProxyThatOverwrites_FindsNothing()
    {
        await using var app = await StartAsync(Proxied);
        var page = new AuditPage(app)
        {
            Proxy = sent => AuditPage.Pass(sent
                .Where(h => !h.Key.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase))
                .Append(new("X-Forwarded-For", "203.0.113.7"))
                .Append(new("X-Forwarded-Proto", "https"))
                .ToDictionary(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase)),
        };
        var report = await page.RunAsync();

        Assert.Equal("overwritten yes safe", AuditPage.Row(report, "X-Forwarded-For"));
        Assert.Equal("overwritten yes safe", AuditPage.Row(report, "X-Forwarded-Proto"));
        Assert.Equal("stripped no safe", AuditPage.Row(report, "X-Forwarded-Host"));
        Assert.Equal("passedThrough no harmless", AuditPage.Row(report, "X-Real-IP"));
        Assert.All(report.GetProperty("checks").EnumerateArray(), c => Assert.Equal("safe", c.GetProperty("verdict").GetProperty("risk").GetString()));
        Assert.Equal(report.GetProperty("planned").GetInt32() - 1, report.GetProperty("received").GetInt32()); // but for the WebSocket
    }

    [Theory]
    [InlineData("Reject", "harmless")] // such a request gets 400
    [InlineData("Ignore", "dangerous PA6001")] // such a client is unknown
    public async Task Audit_OfAppendedSingleValue_DependsOnWhatBecomesOfIt(string malformed, string expected)
    {
        await using var app = await StartAsync($"{Proxied};ForwardedForHeader=X-Real-IP;ProtocolHeader=X-Forwarded-Proto;MalformedHeaders={malformed}");
        var page = new AuditPage(app)
        {
            Proxy = sent => $"X-Real-IP: {(sent.TryGetValue("X-Real-IP", out var forged) ? forged + ", " : "")}203.0.113.7|X-Forwarded-Proto: https",
        };
        Assert.Equal($"appended yes {expected}", AuditPage.Row(await page.RunAsync(), "X-Real-IP"));
    }

    [Fact]
    public async Task Audit_OfAProxyThatIsNotTrusted_SaysThatNothingIsBelieved()
    {
        await using var app = await StartAsync("AllowUnencrypted=true");
        Assert.Equal("passedThrough no harmless", AuditPage.Row(await new AuditPage(app).RunAsync(), "X-Forwarded-For"));
    }

    /// <summary>What a proxy answers itself never arrives.</summary>
    [Fact]
    public async Task Audit_OfARequestThatDoesNotArrive_KnowsNothing()
    {
        await using var app = await StartAsync(Proxied);
        var page = new AuditPage(app);
        var (run, _) = await page.PlanAsync();
        var report = AuditPage.Ok(await page.PostAsync("/audit/report", new() { ["run"] = run }));
        Assert.Equal("notReceived yes unknown", AuditPage.Row(report, "X-Forwarded-For"));
    }

    [Fact]
    public async Task Audit_BelowARoot_RedirectsThere()
    {
        await using var app = await StartAsync($"{Proxied};UrlRoot=/ops");
        var page = new AuditPage(app, root: "/ops/_proxy") { Proxy = sent => AuditPage.Pass(sent) + (sent.Count > 0 ? "|" : "") + "X-Forwarded-For: 203.0.113.7" };
        var (_, plan) = await page.PlanAsync();
        var redirect = await page.ProbeAsync(plan.GetProperty("redirect").GetString()!);
        Assert.Equal(307, redirect.Status);
        Assert.StartsWith("/ops/_proxy/probe/", redirect.Location, StringComparison.Ordinal);
        Assert.Equal("no-store", redirect.CacheControl);
    }

    /// <summary>A probe is nothing that the app, its authentication or its gates ever see.</summary>
    [Fact]
    public async Task Probe_NeverReachesTheApp()
    {
        var seen = 0;
        await using var app = await StartAsync(Proxied, a => a.Use((context, next) =>
        {
            seen += context.Request.Path.Value!.Contains("probe", StringComparison.Ordinal) ? 1 : 0;
            return next(context);
        }));
        await new AuditPage(app).RunAsync(identity: true);
        Assert.Equal(0, seen);
    }

    [Fact]
    public async Task Request_WithoutAToken_IsWhatItWasBefore()
    {
        await using var app = await StartAsync(Proxied);
        var page = new AuditPage(app);
        string[] urls = [$"probe/{new string('0', 64)}", $"probe/{new string('a', 64)}", "probe/", $"other/{new string('0', 64)}"];
        var before = await Task.WhenAll(urls.Select(async u => (await page.ProbeAsync(u)).Text));
        await page.PlanAsync();
        Assert.True(app.Services.GetRequiredService<AuditDesk>().IsLive);
        var during = await Task.WhenAll(urls.Select(async u => (await page.ProbeAsync(u)).Text));
        Assert.Equal(before, during);
    }

    [Fact]
    public async Task Token_UsedTwice_LateElsewhereOrByAnother_IsNone()
    {
        await using var app = await StartAsync(Proxied);
        var page = new AuditPage(app);
        var (_, plan) = await page.PlanAsync();
        var urls = plan.GetProperty("probes").EnumerateArray().Select(p => p.GetProperty("url").GetString()!).ToList();

        Assert.Equal(200, (await page.ProbeAsync(urls[0], at: "/elsewhere")).Status); // the app's own answer
        Assert.NotEqual(204, (await page.ProbeAsync(urls[0], from: "203.0.113.99")).Status);
        Assert.Equal(204, (await page.ProbeAsync(urls[0])).Status);
        Assert.NotEqual(204, (await page.ProbeAsync(urls[0])).Status);
        Assert.NotEqual(204, (await app.SendAsync("/_proxy/" + urls[1], method: "POST", scheme: "https", peer: "10.0.0.1")).Status);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.NotEqual(204, (await page.ProbeAsync(urls[1])).Status);
    }

    [Theory]
    [InlineData("Origin: https://evil.example", 403)]
    [InlineData("Origin: null", 403)]
    [InlineData("", 403)] // no page
    [InlineData("Sec-Fetch-Site: cross-site|Origin: https://a.example", 403)]
    [InlineData("Sec-Fetch-Site: same-site|Origin: https://b.a.example", 403)]
    [InlineData("Sec-Fetch-Site: none", 403)]
    [InlineData("Origin: https://partner.example", 403)] // allowed for the app, not here
    [InlineData("Origin: https://a.example", 200)]
    [InlineData("Sec-Fetch-Site: same-origin|Origin: https://elsewhere.example", 200)] // a proxy rewrote Host; the browser knows better
    public async Task Start_IsForThePageAlone(string headers, int expected)
    {
        await using var app = await StartAsync($"{Proxied};Origins=https://partner.example");
        var page = new AuditPage(app);
        var response = await page.PostAsync("/audit", new() { ["page"] = "https://a.example/_proxy", ["identity"] = false, ["identityConfirmed"] = false }, headers);
        Assert.Equal(expected, response.Status);
        Assert.Equal(expected == 200, app.Services.GetRequiredService<AuditDesk>().IsLive);
    }

    [Theory]
    [InlineData("/audit")]
    [InlineData("/audit/plan")]
    [InlineData("/audit/report")]
    public async Task Post_OfAnythingElse_IsRefusedWithAReason(string path)
    {
        await using var app = await StartAsync(Proxied);
        var page = new AuditPage(app);
        Assert.Equal(400, (await page.PostAsync(path, new() { ["identity"] = "no boolean", ["run"] = 7 })).Status);
        Assert.Equal(400, (await page.PostAsync(path, [], type: "text/plain")).Status);
        if (path != "/audit")
        {
            Assert.Equal(404, (await page.PostAsync(path, new() { ["run"] = "nobody's" })).Status);
        }
    }

    [Fact]
    public async Task Identity_NeedsTheConfirmation()
    {
        await using var app = await StartAsync(Proxied);
        var response = await new AuditPage(app).PostAsync("/audit", new() { ["page"] = "", ["identity"] = true, ["identityConfirmed"] = false });
        Assert.Equal(400, response.Status);
        Assert.False(app.Services.GetRequiredService<AuditDesk>().IsLive);

        var (_, plan) = await new AuditPage(app).PlanAsync();
        Assert.DoesNotContain("Remote-User", plan.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Plan_NeedsTheFirstRequest_AndIsMadeOnce()
    {
        await using var app = await StartAsync(Proxied);
        var page = new AuditPage(app);
        var start = await page.StartAsync();
        var body = () => new JsonObject { ["run"] = start.GetProperty("run").GetString() };
        Assert.Equal(409, (await page.PostAsync("/audit/plan", body())).Status);
        await page.ProbeAsync(start.GetProperty("probe").GetString()!);
        Assert.Equal(200, (await page.PostAsync("/audit/plan", body())).Status);
        Assert.Equal(409, (await page.PostAsync("/audit/plan", body())).Status);
    }

    /// <summary>The user's own name and tokens, which an identity-aware proxy adds, are none of the report's business.</summary>
    [Fact]
    public async Task Report_WithholdsTheUsersOwnTokens()
    {
        await using var app = await StartAsync(Proxied);
        var page = new AuditPage(app) { Proxy = sent => AuditPage.Pass(sent) + (sent.Count > 0 ? "|" : "") + "X-Pomerium-Jwt-Assertion: my.own.token" };
        var report = await page.RunAsync(identity: true);
        Assert.Equal("appended no harmless PA6005", AuditPage.Row(report, "X-Pomerium-Jwt-Assertion"));
        Assert.DoesNotContain("my.own.token", report.GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>A probe forges on purpose what otherwise says that something is wrong.</summary>
    [Fact]
    public async Task Probe_RaisesNoWarning()
    {
        const string settings = "TrustProxy=10.0.0.1;ForwardedPrefixHeader=X-Forwarded-Prefix;UrlRoot=/ops;AllowedHosts=a.example";
        await using var app = await StartAsync(settings);
        var page = new AuditPage(app, root: "/ops/_proxy");
        var report = await page.RunAsync();
        Assert.Equal("passedThrough yes dangerous PA6001", AuditPage.Row(report, "X-Forwarded-Prefix"));
        Assert.DoesNotContain(app.Log.Lines, l => l.Contains("PA3104", StringComparison.Ordinal));

        await app.SendAsync("/ops/x", "X-Forwarded-Prefix: /other", scheme: "https", peer: "10.0.0.1");
        Assert.Contains(app.Log.Lines, l => l.Contains("PA3104", StringComparison.Ordinal));
    }

    private Task<PipeApp> StartAsync(string settings, Action<WebApplication>? use = null) => PipeApp.StartAsync(
        settings,
        a =>
        {
            use?.Invoke(a);
            a.MapProxyDiagnostics(configure: o => o.DangerousAllowAnonymous = true);
        },
        b => b.Services.AddSingleton<TimeProvider>(_time));
}
