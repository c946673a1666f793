using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.Diagnostics.Traffic;

/// <summary>Origins that somebody forges: whoever reads what was found must not be led to allow them.</summary>
public class OwnPagesTests
{
    private const string Https = "|X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: https";

    private const string Handshake = Https + "|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Origin: ";

    private const string Same = "|Sec-Fetch-Site: same-origin";

    [Theory]
    // The public URL says what the app is called.
    [InlineData("TrustProxy=10.0.0.1;PublicUrl=https://ops.example", "ops.example POST" + Https + "|Origin: https://ops.example" + Same, 20, "ops.example" + Handshake + "https://evil.example" + Same)]
    [InlineData("TrustProxy=10.0.0.1;PublicUrl=https://ops.example", "ops.example" + Https, 0, "ops.example" + Handshake + "https://evil.example" + Same, 30)]
    [InlineData("TrustProxy=10.0.0.1;PublicUrl=https://ops.example", "ops.example" + Https, 0, "backend" + Handshake + "https://evil.example" + Same, 30)]
    [InlineData("TrustProxy=10.0.0.1;PublicUrl=https://ops.example", "ops.example" + Https, 0, "evil.example" + Handshake + "https://evil.example:8443", 30)]
    [InlineData("TrustProxy=10.0.0.1;PublicUrl=https://ops.example", "ops.example" + Https, 0, "ops.example" + Handshake + "https://evil.example|X-Forwarded-Host: evil.example" + Same, 30)]
    // The sender's word alone.
    [InlineData("TrustProxy=10.0.0.1;AllowedHosts=ops.example", "ops.example" + Https, 0, "ops.example" + Handshake + "https://evil.example" + Same, 30)]
    [InlineData("TrustProxy=10.0.0.1", "ops.example" + Https, 0, "ops.example" + Handshake + "https://evil.example" + Same, 30)]
    [InlineData("AllowUnencrypted=true", "ops.example" + Https, 0, "backend" + Handshake + "https://evil.example" + Same, 30)]
    // Pages of the app are let in: by their origin, by the browser's word beside it, by the list.
    [InlineData("TrustProxy=10.0.0.1", "ops.example" + Handshake + "https://ops.example", 20, "evil.example" + Handshake + "https://evil.example:8443")]
    [InlineData("TrustProxy=10.0.0.1", "ops.example POST" + Https + "|Origin: https://ops.example" + Same, 20, "evil.example" + Handshake + "https://evil.example:8443")]
    [InlineData("TrustProxy=10.0.0.1;Origins=https://ops.example", "backend" + Handshake + "https://ops.example" + Same, 20, "backend" + Handshake + "https://evil.example" + Same)]
    [InlineData("TrustProxy=10.0.0.1;Origins=https://ops.example", "ops.example" + Handshake + "https://ops.example", 20, "evil.example" + Handshake + "https://evil.example:8443", 15)]
    public async Task OwnPagesRefused_ByForgedRequests_IsNoFinding(string settings, string good, int goodTimes, string forged, int forgedTimes = FindingProbe.Enough)
    {
        await using var app = await PipeApp.StartAsync(settings);
        await app.RepeatAsync($"10.0.0.1 /a {good}", goodTimes);
        await app.RepeatAsync($"10.0.0.1 /ws {forged}", forgedTimes);
        Assert.DoesNotContain("PA4101", app.Codes());
        Assert.DoesNotContain(app.Log.Lines, l => l.Contains("PA4101", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("backend" + Handshake + "https://ops.example" + Same, "backend POST" + Https + "|Origin: https://ops.example" + Same)] // the browser's word lets these in
    [InlineData("backend" + Handshake + "https://ops.example" + Same, "backend POST" + Https + "|Origin: https://partner.example|Sec-Fetch-Site: cross-site")]
    public async Task OwnPagesRefused_BesideOthersThatAreLetIn_IsFound(string refused, string letIn)
    {
        await using var app = await PipeApp.StartAsync("TrustProxy=10.0.0.1;Origins=https://partner.example");
        await app.RepeatAsync($"10.0.0.1 /a {letIn}", 20);
        await app.RepeatAsync($"10.0.0.1 /ws {refused}");
        Assert.Contains("PA4101", app.Codes());
    }

    [Fact]
    public async Task OwnPagesRefused_NamesAnOriginFromTheWire_AndSaysWhoMayAddIt()
    {
        await using var app = await PipeApp.StartAsync("TrustProxy=10.0.0.1");
        await app.RepeatAsync($"10.0.0.1 /ws backend{Handshake}https://ops.example{Same}");
        var finding = Assert.Single(app.Findings(), f => f.Code == "PA4101");
        Assert.StartsWith("Only if you know that this is the app's own name: \"PublicUrl\": \"https://ops.example\"", finding.Fix, StringComparison.Ordinal);
        Assert.Contains("change nothing", finding.Fix, StringComparison.Ordinal);
        Assert.Contains("Whoever sends a request writes that", finding.Evidence, StringComparison.Ordinal);
    }
}
