using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Diagnostics;

/// <summary>The audit in a real browser, through a real nginx.</summary>
public sealed class AuditTests(AuditSite site) : IClassFixture<AuditSite>
{
    [ChromiumFact]
    public async Task ProxyThatAppends_IsSafeWhereTheWalkEndsInFront()
    {
        var page = await site.Browser.OpenAsync("https://appends.example/ops/_proxy");

        var audit = await AuditTable.RunWithIdentityAsync(page);
        await page.ScreenshotAsync("appends");

        Assert.Equal("appended yes safe", audit.Headers["X-Forwarded-For"]);
        Assert.Equal("appended yes safe", audit.Headers["X-Forwarded-Proto"]);
        Assert.Equal("appended no harmless", audit.Headers["X-Forwarded-Host"]);
        Assert.Equal("appended no harmless", audit.Headers["Forwarded"]);
        Assert.Equal("passedThrough no harmless", audit.Headers["X-Real-IP"]);
        Assert.Equal("passedThrough no harmless", audit.Headers["X-Original-Host"]);
        Assert.Equal("appended no dangerous PA6004", audit.Headers["Remote-User"]);
        Assert.Equal("passedThrough no dangerous PA6004", audit.Headers["X-Forwarded-User"]);
        Assert.Equal("passedThrough no harmless PA6005", audit.Headers["X-Pomerium-Jwt-Assertion"]);
        Assert.Equal("safe", audit.Checks["The app's own URL"]);
        Assert.Equal("safe", audit.Checks["A redirect"]);
        Assert.Equal("safe", audit.Checks["A WebSocket"]);
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task ProxyThatOverwrites_IsSafe_AndItsShortTimeoutIsFound()
    {
        var page = await site.Browser.OpenAsync("https://overwrites.example/ops/_proxy/");

        var audit = await AuditTable.RunWithIdentityAsync(page);
        await page.ScreenshotAsync("overwrites");

        Assert.Equal("overwritten yes safe", audit.Headers["X-Forwarded-For"]);
        Assert.Equal("overwritten yes safe", audit.Headers["X-Forwarded-Proto"]);
        Assert.Equal("overwritten no safe", audit.Headers["X-Forwarded-Host"]);
        Assert.Equal("overwritten no safe", audit.Headers["X-Forwarded-Port"]);
        Assert.Equal("overwritten no safe", audit.Headers["X-Real-IP"]);
        Assert.Equal("stripped no safe", audit.Headers["Forwarded"]);
        Assert.Equal("stripped no safe", audit.Headers["X-Forwarded-Prefix"]);
        Assert.Equal("overwritten no safe", audit.Headers["Remote-User"]);
        Assert.Equal("stripped no safe", audit.Headers["X-Remote-User"]);
        Assert.Equal("passedThrough no harmless", audit.Headers["X-Forwarded-Scheme"]);
        Assert.Equal("safe", audit.Checks["The app's own URL"]);
        Assert.Equal("safe", audit.Checks["A redirect"]);
        Assert.Equal("dangerous PA6012", audit.Checks["A WebSocket"]);
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task ProxyThatPasses_LetsClientsChoose()
    {
        var page = await site.Browser.OpenAsync("https://passes.example/_proxy");

        var audit = await AuditTable.RunAsync(page);
        await page.ScreenshotAsync("passes");

        Assert.Equal("passedThrough yes dangerous PA6001", audit.Headers["X-Forwarded-For"]);
        Assert.Equal("passedThrough yes dangerous PA6001", audit.Headers["X-Forwarded-Proto"]);
        Assert.Equal("passedThrough no harmless", audit.Headers["X-Forwarded-Host"]);
        Assert.Equal("passedThrough no harmless", audit.Headers["Forwarded"]);
        Assert.DoesNotContain("Remote-User", audit.Headers.Keys);
        Assert.Equal("dangerous PA6014", audit.Checks["The app's own URL"]); // nobody tells the app of https
        Assert.Equal("safe", audit.Checks["A redirect"]);
        Assert.Equal("dangerous PA6010", audit.Checks["A WebSocket"]);
    }

    [ChromiumFact]
    public async Task ProxyThatTakesThePathOffSilently_LosesRedirects()
    {
        var page = await site.Browser.OpenAsync("https://strips.example/tools/_proxy");

        var audit = await AuditTable.RunImpatientlyAsync(page);

        Assert.Equal("passedThrough yes dangerous PA6001", audit.Headers["X-Forwarded-For"]);
        Assert.Equal("dangerous PA6013", audit.Checks["A redirect"]);
        Assert.Equal("dangerous PA6014", audit.Checks["The app's own URL"]);
        Assert.Equal("dangerous PA4003", audit.Checks["A WebSocket"]); // the origin is https, and nobody told the app
    }
}
