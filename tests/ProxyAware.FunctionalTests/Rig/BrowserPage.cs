using System.Text.Json.Nodes;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A page in a real browser.</summary>
internal sealed class BrowserPage(DevTools tools, string session)
{
    /// <summary>The folder into which pictures of pages go, for people to look at; none is taken without.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("SCREENSHOT_FOLDER");

    /// <summary>What the browser complained about since the page was opened: scripts that failed, what a policy forbade, what could not be loaded.</summary>
    public IReadOnlyList<string> Errors =>
    [
        .. tools.Kept("Log.entryAdded", session).Select(e => e.GetProperty("entry")).Where(e => e.GetProperty("level").GetString() is "error" or "warning").Select(e => e.GetRawText()),
        .. tools.Kept("Runtime.exceptionThrown", session).Select(e => e.GetRawText()),
    ];

    public async Task NavigateAsync(string url)
    {
        await tools.SendAsync("Page.enable", [], session);
        tools.Keep("Log.entryAdded", session);
        tools.Keep("Runtime.exceptionThrown", session);
        await tools.SendAsync("Log.enable", [], session);
        await tools.SendAsync("Runtime.enable", [], session);
        var loaded = tools.NextEventAsync("Page.loadEventFired", session);
        var answer = await tools.SendAsync("Page.navigate", new() { ["url"] = url }, session);
        Assert.False(answer.TryGetProperty("errorText", out var error), $"{url}: {error}");
        await loaded;
    }

    /// <summary>Runs a script that makes the browser load another document, and waits until it is loaded.</summary>
    public async Task LeaveAsync(string script)
    {
        var loaded = tools.NextEventAsync("Page.loadEventFired", session);
        await EvaluateAsync($"{script}; ''");
        await loaded;
    }

    /// <summary>Takes pictures of the whole page as it looks in the light and in the dark, if anybody wants to look at them.</summary>
    public async Task ScreenshotAsync(string name)
    {
        foreach (var scheme in Pictures is null ? [] : new[] { "light", "dark" })
        {
            var features = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme });
            await tools.SendAsync("Emulation.setEmulatedMedia", new() { ["features"] = features }, session);
            await tools.SendAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = 1280, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false }, session);
            var picture = await tools.SendAsync("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true }, session);
            await File.WriteAllBytesAsync(Path.Combine(Pictures!, $"{name}-{scheme}.png"), picture.GetProperty("data").GetBytesFromBase64());
        }
    }

    /// <summary>Evaluates an expression as the page's own scripts would, and awaits its promise.</summary>
    /// <returns>Its text.</returns>
    public async Task<string> EvaluateAsync(string expression)
    {
        var answer = await tools.SendAsync(
            "Runtime.evaluate", new() { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true }, session);
        Assert.False(answer.TryGetProperty("exceptionDetails", out var exception), $"{expression}: {exception}");
        return answer.GetProperty("result").GetProperty("value").GetString() ?? throw new InvalidOperationException($"{expression} is no text.");
    }
}
