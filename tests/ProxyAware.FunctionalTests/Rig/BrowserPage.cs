namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A page in a real browser.</summary>
internal sealed class BrowserPage(DevTools tools, string session)
{
    public async Task NavigateAsync(string url)
    {
        await tools.SendAsync("Page.enable", [], session);
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
