using System.Text.Json;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Diagnostics;

/// <summary>The audit as a person sees it: what stands in the tables of the page.</summary>
internal sealed class AuditTable
{
    private const string Run = """
        new Promise(done => {
          const result = document.getElementById('audit-result');
          new MutationObserver(() => {
            if (result.dataset.state) {
              done(JSON.stringify({
                state: document.getElementById('audit-state').textContent,
                headers: Object.fromEntries([...document.querySelectorAll('#audit-headers tr[data-header]')].map(row =>
                  [row.dataset.header.toLowerCase(), `${row.dataset.outcome} ${row.cells[3].textContent} ${row.dataset.risk} ${row.dataset.code}`.trim()])),
                checks: Object.fromEntries([...document.querySelectorAll('#audit-checks tr[data-check]')].map(row =>
                  [row.dataset.check, `${row.dataset.risk} ${row.dataset.code}`.trim()])),
              }));
            }
          }).observe(result, { attributes: true });
          START;
        })
        """;

    private AuditTable(JsonElement page)
    {
        State = page.GetProperty("state").GetString()!;
        Headers = Texts(page.GetProperty("headers"));
        Checks = Texts(page.GetProperty("checks"));
    }

    /// <summary>The line above the tables.</summary>
    public string State { get; }

    /// <summary>By name: outcome, whether it is trusted, verdict and code.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>By name: verdict and code.</summary>
    public IReadOnlyDictionary<string, string> Checks { get; }

    public static Task<AuditTable> RunAsync(BrowserPage page) => RunAsync(page, "document.getElementById('audit-start').click()");

    /// <summary>With identity headers, after the confirmation.</summary>
    public static Task<AuditTable> RunWithIdentityAsync(BrowserPage page) => RunAsync(
        page,
        """
        document.getElementById('audit-identity').checked = true;
        document.getElementById('audit-start').click();
        if (document.getElementById('audit-confirm').hidden) throw new Error('Nobody asked.');
        document.getElementById('audit-confirmed').click()
        """);

    /// <summary>By somebody who skips the wait for the WebSocket as soon as that is offered.</summary>
    public static Task<AuditTable> RunImpatientlyAsync(BrowserPage page) => RunAsync(
        page,
        """
        const skip = document.getElementById('audit-skip');
        new MutationObserver(() => skip.hidden || skip.click()).observe(skip, { attributes: true });
        document.getElementById('audit-start').click()
        """);

    private static async Task<AuditTable> RunAsync(BrowserPage page, string start) =>
        new(JsonElement.Parse(await page.EvaluateAsync(Run.Replace("START", start, StringComparison.Ordinal))));

    private static Dictionary<string, string> Texts(JsonElement texts) =>
        texts.EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
}
