using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.Diagnostics.Audit;

/// <summary>What the page's script does, without a browser: a proxy is a function from the headers that a client sends to those that arrive.</summary>
internal sealed class AuditPage(PipeApp app, string peer = "10.0.0.1", string root = "/_proxy")
{
    public const string Origin = "Origin: https://a.example";

    /// <summary>Changes the headers on their way.</summary>
    public Func<IReadOnlyDictionary<string, string>, string> Proxy { get; init; } = Pass;

    public static string Pass(IReadOnlyDictionary<string, string> sent) => string.Join('|', sent.Select(h => $"{h.Key}: {h.Value}"));

    public Task<PipeResponse> PostAsync(string path, JsonObject body, string headers = Origin, string type = MediaTypeNames.Application.Json) => app.SendAsync(
        root + path,
        Join(Proxy(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)), headers),
        "POST",
        scheme: "https",
        peer: peer,
        change: c =>
        {
            var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
            c.Request.Body = new MemoryStream(bytes);
            c.Request.ContentLength = bytes.Length;
            c.Request.ContentType = type;
        });

    public Task<PipeResponse> ProbeAsync(string url, IReadOnlyDictionary<string, string>? headers = null, string? from = null, string? at = null) => app.SendAsync(
        $"{at ?? root}/{url}", Proxy(headers ?? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)), scheme: "https", peer: from ?? peer);

    public async Task<JsonElement> StartAsync(bool identity = false) => Ok(await PostAsync(
        "/audit", new() { ["page"] = $"https://a.example{root}", ["identity"] = identity, ["identityConfirmed"] = identity }));

    /// <summary>Up to the plan.</summary>
    public async Task<(string Run, JsonElement Plan)> PlanAsync(bool identity = false)
    {
        var start = await StartAsync(identity);
        await ProbeAsync(start.GetProperty("probe").GetString()!);
        var run = start.GetProperty("run").GetString()!;
        return (run, Ok(await PostAsync("/audit/plan", new() { ["run"] = run })));
    }

    /// <summary>All of it but the WebSocket.</summary>
    public async Task<JsonElement> RunAsync(bool identity = false)
    {
        var (run, plan) = await PlanAsync(identity);
        foreach (var probe in plan.GetProperty("probes").EnumerateArray())
        {
            var headers = probe.GetProperty("headers").EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
            await ProbeAsync(probe.GetProperty("url").GetString()!, headers);
        }

        var redirect = await ProbeAsync(plan.GetProperty("redirect").GetString()!);
        await app.SendAsync(redirect.Location!, Proxy(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)), scheme: "https", peer: peer);
        return Ok(await PostAsync("/audit/report", new() { ["run"] = run }));
    }

    /// <summary>Outcome, whether it is trusted, verdict and code of a header.</summary>
    public static string Row(JsonElement report, string name)
    {
        var row = report.GetProperty("headers").EnumerateArray().Single(r => string.Equals(r.GetProperty("name").GetString(), name, StringComparison.OrdinalIgnoreCase));
        var verdict = row.GetProperty("verdict");
        return $"{row.GetProperty("outcome")} {(row.GetProperty("trusted").GetBoolean() ? "yes" : "no")} {verdict.GetProperty("risk")} {verdict.GetProperty("code")}".TrimEnd();
    }

    public static JsonElement Ok(PipeResponse response)
    {
        Assert.True(response.Status == 200, response.Text);
        return JsonElement.Parse(response.Body);
    }

    private static string Join(params string[] headers) => string.Join('|', headers.Where(h => h.Length > 0));
}
