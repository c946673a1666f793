using System.Text.Json;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Browser;

/// <summary>What a real browser does for the app's own page, and for the pages of others.</summary>
public sealed class BrowserTests(BrowserSite site) : IClassFixture<BrowserSite>
{
    private const string OpenSocket = """
        new Promise(done => {
          const socket = new WebSocket('wss://domain.tld/secret/ws');
          socket.onopen = () => done('open');
          socket.onclose = event => done(`closed ${event.code}`);
        })
        """;

    [ChromiumFact]
    public async Task OwnPage_TalksToItsTerminal()
    {
        var page = await site.Browser.OpenAsync("https://domain.tld/secret/");

        var screen = await page.EvaluateAsync(
            """
            new Promise(done => {
              const look = () => /"pathBase":"\/secret"/.test(byId('screen').textContent) && done(byId('screen').textContent);
              new MutationObserver(look).observe(byId('screen'), { childList: true });
              byId('terminal').requestSubmit();
              look();
            })
            """);

        Assert.Contains("connected to wss://domain.tld/secret/ws", screen, StringComparison.Ordinal);
        Assert.Contains("\"scheme\":\"https\"", screen, StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task OwnPage_Posts()
    {
        var page = await site.Browser.OpenAsync("https://domain.tld/secret/");

        await page.EvaluateAsync(
            """
            new Promise(done => {
              const look = () => byId('audit').textContent.includes('posted by the page') && done('');
              new MutationObserver(look).observe(byId('audit'), { childList: true });
              document.querySelector('[name=action]').value = 'posted by the page';
              byId('record').requestSubmit();
            })
            """);

        Assert.Contains("posted by the page", await AuditedAsync());
    }

    [ChromiumFact]
    public async Task Visitor_OverHttp_EndsOnHttps()
    {
        var page = await site.Browser.OpenAsync("http://domain.tld/secret/");

        Assert.Equal("https://domain.tld/secret/ Operations console", await page.EvaluateAsync("`${location.href} ${document.title}`"));
    }

    /// <summary>What would be ERR_TOO_MANY_REDIRECTS.</summary>
    [ChromiumFact]
    public async Task Visitor_WhoseSchemeNobodyTells_ReadsWhy()
    {
        var page = await site.Browser.OpenAsync("https://cockpit.domain.tld/whoami");

        Assert.StartsWith("PA3007", await page.EvaluateAsync("document.body.textContent"), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public Task ForeignPage_OpensNoWebSocket() => AssertNoWebSocketAsync("https://evil.example");

    /// <summary>Another name of the same site: cookies go with its requests, whatever their SameSite says.</summary>
    [ChromiumFact]
    public Task SiblingPage_OpensNoWebSocket() => AssertNoWebSocketAsync("https://sibling.domain.tld");

    [ChromiumFact]
    public Task ForeignPage_CannotPost() => AssertCannotPostAsync("https://evil.example");

    [ChromiumFact]
    public Task SiblingPage_CannotPost() => AssertCannotPostAsync("https://sibling.domain.tld");

    /// <summary>A page without an origin, even on the app's own site.</summary>
    [ChromiumFact]
    public async Task SandboxedFrame_OpensNoWebSocket()
    {
        var page = await site.Browser.OpenAsync("https://domain.tld/secret/");

        var result = await page.EvaluateAsync(
            $$"""
            new Promise(done => {
              addEventListener('message', event => done(`${event.origin} ${event.data}`));
              const frame = document.createElement('iframe');
              frame.sandbox = 'allow-scripts';
              frame.srcdoc = `<script>({{OpenSocket.Replace("`", "\\`", StringComparison.Ordinal).Replace("${", "\\${", StringComparison.Ordinal)}}).then(result => parent.postMessage(result, '*'))<\/script>`;
              document.body.append(frame);
            })
            """);

        Assert.Equal("null closed 1006", result);
        await AssertLoggedAsync("null");
    }

    private async Task AssertNoWebSocketAsync(string origin)
    {
        var page = await site.Browser.OpenAsync($"{origin}/");

        Assert.Equal("closed 1006", await page.EvaluateAsync(OpenSocket));

        await AssertLoggedAsync(origin);
    }

    private async Task AssertCannotPostAsync(string origin)
    {
        var page = await site.Browser.OpenAsync($"{origin}/");

        // The page learns nothing of the answer; it would be enough that the request was served.
        await page.EvaluateAsync(
            """
            fetch('https://domain.tld/secret/audit', {
              method: 'POST', mode: 'no-cors', credentials: 'include', body: new URLSearchParams({ action: 'forged by fetch' })
            }).then(answer => answer.type)
            """);
        await page.LeaveAsync(
            """
            document.body.innerHTML = '<form method="post" action="https://domain.tld/secret/audit"><input name="action" value="forged by a form"></form>';
            document.forms[0].submit()
            """);

        Assert.Equal("https://domain.tld/secret/audit", await page.EvaluateAsync("location.href"));
        Assert.StartsWith("PA4003", await page.EvaluateAsync("document.body.textContent"), StringComparison.Ordinal);
        Assert.DoesNotContain(await AuditedAsync(), action => action!.StartsWith("forged", StringComparison.Ordinal));
    }

    private async Task AssertLoggedAsync(string origin) => Assert.NotNull(await site.Site.App.OutputLineAsync($"'{origin}'"));

    private async Task<IEnumerable<string?>> AuditedAsync()
    {
        var answer = await site.Site.HttpsVisitor.SendRawAsync("/secret/audit");
        return JsonElement.Parse(answer.Body).EnumerateArray().Select(entry => entry.GetProperty("action").GetString()).ToList();
    }
}
