using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Diagnostics.Page;
using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.Diagnostics.Page;

public class DiagnosticsPageTests
{
    private const string Chrome = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]
    [InlineData("/_proxy", Chrome, true)]
    [InlineData("/_proxy/", Chrome, true)]
    [InlineData("/_proxy", "Accept: text/html", true)]
    [InlineData("/_proxy", "Accept: TEXT/HTML", true)]
    [InlineData("/_proxy", "Accept: application/json;q=0.5, text/html", true)]
    [InlineData("/_proxy?format=html", "Accept: application/json", true)]
    [InlineData("/_proxy", "", false)]
    [InlineData("/_proxy", "Accept: */*", false)] // curl
    [InlineData("/_proxy", "Accept: application/json", false)]
    [InlineData("/_proxy", "Accept: application/json, text/html;q=0.5", false)]
    [InlineData("/_proxy", "Accept: text/html;q=0", false)]
    [InlineData("/_proxy", "Accept: ,;=", false)] // nonsense
    [InlineData("/_proxy?format=json", Chrome, false)]
    public async Task Page_IsForPeople_JsonForPrograms(string target, string headers, bool isHtml)
    {
        await using var app = await StartAsync();
        var response = await app.SendAsync(target, headers);
        Assert.Equal(200, response.Status);
        Assert.StartsWith(isHtml ? "text/html" : "application/json", response.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal("Accept", response.Header("Vary"));
    }

    [Fact]
    public async Task Json_HasTheWholeDecision()
    {
        await using var app = await StartAsync("TrustProxy=10.0.0.1;PublicUrl=https://ops.example/app;Origins=https://partner.example");
        var json = await JsonAsync(app, "/app/_proxy", "X-Forwarded-For: 6.6.6.6, 203.0.113.7|X-Forwarded-Proto: https|X-Real-IP: 6.6.6.6", peer: "10.0.0.1");

        Assert.Equal(["request", "resolution", "configuration", "findings", "upstreams"], json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("10.0.0.1", json.GetProperty("request").GetProperty("peer").GetString());
        var resolution = json.GetProperty("resolution");
        Assert.Equal("203.0.113.7", resolution.GetProperty("client").GetProperty("address").GetString());
        Assert.Equal("Proxied", resolution.GetProperty("client").GetProperty("quality").GetString());
        Assert.Equal(["10.0.0.1 Trusted", "203.0.113.7 Untrusted"], resolution.GetProperty("hops").EnumerateArray().Select(h => $"{h.GetProperty("address")} {h.GetProperty("verdict")}"));
        Assert.Equal(
            ["Scheme https", "Host ops.example", "Root /app"],
            resolution.GetProperty("decisions").EnumerateArray().Select(d => $"{d.GetProperty("what")} {d.GetProperty("value")}").Where(d => d[..4] is "Sche" or "Host" or "Root"));
        Assert.Contains("X-Real-IP Removed", resolution.GetProperty("headers").EnumerateArray().Select(h => $"{h.GetProperty("name")} {h.GetProperty("outcome")}"));
        var configuration = json.GetProperty("configuration");
        Assert.Equal("10.0.0.1", configuration.GetProperty("trustProxy").GetString());
        Assert.Equal("X-Forwarded-For", configuration.GetProperty("forwardedForHeader").GetString());
        Assert.Equal("none", configuration.GetProperty("forwardedHostHeader").GetString());
        Assert.Equal("https://partner.example", Assert.Single(configuration.GetProperty("origins").EnumerateArray()).GetString());
        Assert.True(configuration.GetProperty("clearTextIsRefused").GetBoolean());
    }

    [Fact]
    public async Task Json_HasEveryOption()
    {
        await using var app = await StartAsync("TrustProxy=1");
        var names = (await JsonAsync(app, "/_proxy", "")).GetProperty("configuration").EnumerateObject().Select(p => p.Name).ToList();
        Assert.All(
            typeof(ProxyAwareOptions).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)),
            option => Assert.Contains(option, names));
    }

    [Fact]
    public async Task Findings_AreShownWithTheirFix()
    {
        await using var app = await StartAsync("TrustProxy=any;AllowUnencrypted=true");
        var finding = (await JsonAsync(app, "/_proxy", "")).GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("code").GetString() == "PA1105");
        Assert.Equal(["code", "severity", "title", "evidence", "fix", "count", "since"], finding.EnumerateObject().Select(p => p.Name));
        Assert.Equal("warning", finding.GetProperty("severity").GetString());

        var page = (await app.SendAsync("/_proxy", Chrome)).Body;
        Assert.Contains("<code>PA1105</code>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upstreams_AreShownWithoutSecrets()
    {
        await using var app = await StartAsync(
            "Upstreams:host:Verification=PinOnly;Upstreams:host:Pins=sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", configure: b => b.Services.AddHttpClient("host").AddUpstreamTls("host"));
        var upstream = Assert.Single((await JsonAsync(app, "/_proxy", "")).GetProperty("upstreams").EnumerateArray());
        Assert.Equal("host", upstream.GetProperty("name").GetString());
        Assert.Equal("PinOnly", upstream.GetProperty("verification").GetString());
        Assert.Contains("sha256/AAAA", (await app.SendAsync("/_proxy", Chrome)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/_proxy?x=<script>alert(1)</script>", "", "a.example")]
    [InlineData("/_proxy?\"'><img src=x onerror=alert(1)>", "", "a.example")]
    [InlineData("/_proxy", "X-Forwarded-For: <script>alert(1)</script>", "a.example")]
    [InlineData("/_proxy", "X-Forwarded-Proto: <script>|X-Real-IP: <script>", "a.example")]
    public async Task Page_WithHostileText_HoldsNoMarkupOfIt(string target, string headers, string host)
    {
        await using var app = await StartAsync("TrustProxy=any;MalformedHeaders=Ignore;AllowUnencrypted=true");
        var response = await app.SendAsync(target, $"{Chrome}|{headers}".TrimEnd('|'), host: host);
        Assert.Equal(200, response.Status);
        Assert.DoesNotContain("<script>", response.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", response.Body, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(response.Body, "<script"));
    }

    [Fact]
    public void Html_ValuesOfEveryKind_AreEncoded()
    {
        var text = "<b title=\"x\" onclick='y'>&";
        string? nothing = null;
        var html = new Html().Add($"<i>{text}{nothing}{7}{new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)}</i>");
        Assert.Equal("<i>&lt;b title=&quot;x&quot; onclick=&#x27;y&#x27;&gt;&amp;72026-01-02 03:04:05 UTC</i>", html.ToString());
    }

    [Theory]
    [InlineData("/_proxy", Chrome)]
    [InlineData("/_proxy", "")]
    [InlineData("/_proxy/page.js", "")]
    [InlineData("/_proxy/page.css", "")]
    public async Task Answers_AreKeptByNobody_AndRunNothing(string target, string headers)
    {
        await using var app = await StartAsync();
        var response = await app.SendAsync(target, headers);
        Assert.Equal(200, response.Status);
        Assert.Equal("no-store", response.CacheControl);
        Assert.Equal("nosniff", response.Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", response.Header("Referrer-Policy"));
        var policy = response.Header("Content-Security-Policy")!;
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    /// <summary>Whatever a proxy took off or put in front of the path, what belongs to the page is found from where the browser is.</summary>
    [Theory]
    [InlineData("", "/_proxy", "/_proxy", "./_proxy/")]
    [InlineData("", "/_proxy", "/_proxy/", "./")]
    [InlineData("UrlRoot=/secret", "/_proxy", "/secret/_proxy", "./_proxy/")]
    [InlineData("", "/admin/a:b", "/admin/a:b", "./a:b/")]
    public async Task Page_FindsItsFilesBesideItself(string settings, string pattern, string path, string below)
    {
        await using var app = await StartAsync($"{settings};AllowUnencrypted=true", pattern);
        var page = (await app.SendAsync(path, Chrome)).Body;
        Assert.Contains($"src=\"{below}page.js\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{below}page.css\"", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(/|http)", page);
        Assert.DoesNotMatch("(?i)<style|<script>| on[a-z]+=|style=", page);
    }

    [Fact]
    public async Task Page_ThatProxyAwareDidNotSee_SaysSo()
    {
        await using var app = await StartAsync("AutoInsert=false");
        Assert.Contains("PA1111", (await app.SendAsync("/_proxy", Chrome)).Body, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await JsonAsync(app, "/_proxy", "")).GetProperty("resolution").ValueKind);
    }

    private static Task<PipeApp> StartAsync(string settings = "AllowUnencrypted=true", string pattern = "/_proxy", Action<WebApplicationBuilder>? configure = null) =>
        PipeApp.StartAsync(settings, a => a.MapProxyDiagnostics(pattern, o => o.DangerousAllowAnonymous = true), configure);

    private static async Task<JsonElement> JsonAsync(PipeApp app, string target, string headers, string? peer = PipeApp.Visitor) =>
        JsonElement.Parse((await app.SendAsync(target, headers, scheme: "https", peer: peer)).Body);
}
