using System.Net;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A real browser without a window, in which public names lead to the listeners of a test.</summary>
internal sealed class ChromiumBrowser : IAsyncDisposable
{
    private const string Ready = "DevTools listening on ";

    private static readonly string[] Switches =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-proxy-server", "--ignore-certificate-errors", "--remote-debugging-port=0",
    ];

    private readonly ChildProcess _process;

    private readonly TempFolder _profile;

    private readonly DevTools _tools;

    private ChromiumBrowser(ChildProcess process, TempFolder profile, DevTools tools)
    {
        _process = process;
        _profile = profile;
        _tools = tools;
    }

    /// <summary>Starts the browser.</summary>
    /// <param name="names">Where each <c>host:port</c> leads; a host may begin with <c>*.</c>. No other name leads anywhere.</param>
    public static async Task<ChromiumBrowser> StartAsync(params (string Authority, IPEndPoint EndPoint)[] names)
    {
        var program = Programs.Require("chromium");
        var profile = new TempFolder();
        var rules = string.Join(", ", [.. names.Select(name => $"MAP {name.Authority} {name.EndPoint}"), "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1"]);
        var nothingElsewhere = new Dictionary<string, string?>(StringComparer.Ordinal) { ["HOME"] = profile.Path, ["TMPDIR"] = profile.Path };
        var process = ChildProcess.Start(
            program, [.. Switches, $"--user-data-dir={profile.Path}", $"--host-resolver-rules={rules}", "about:blank"], nothingElsewhere);
        if (await process.ErrorLineAsync(Ready) is { } line)
        {
            var tools = await DevTools.ConnectAsync(new(line[(line.IndexOf(Ready, StringComparison.Ordinal) + Ready.Length)..].Trim()));
            return new(process, profile, tools);
        }

        var log = process.Errors;
        await process.DisposeAsync();
        profile.Dispose();
        throw new InvalidOperationException($"chromium did not start:{Environment.NewLine}{log}");
    }

    /// <summary>Opens a page in a window of its own and waits until it is loaded.</summary>
    public async Task<BrowserPage> OpenAsync(string url)
    {
        var target = await _tools.SendAsync("Target.createTarget", new() { ["url"] = "about:blank" });
        var attached = await _tools.SendAsync(
            "Target.attachToTarget", new() { ["targetId"] = target.GetProperty("targetId").GetString(), ["flatten"] = true });
        var page = new BrowserPage(_tools, attached.GetProperty("sessionId").GetString()!);
        await page.NavigateAsync(url);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _tools.DisposeAsync();
        await _process.DisposeAsync();
        _profile.Dispose();
    }
}
