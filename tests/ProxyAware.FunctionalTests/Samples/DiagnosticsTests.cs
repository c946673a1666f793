using System.Text.Json;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Samples;

/// <summary>What the sample tells about itself, and whom.</summary>
public sealed class DiagnosticsTests(DirectSite site) : IClassFixture<DirectSite>
{
    [Theory]
    [InlineData("127.0.0.1", "localhost", 200)] // on the same machine
    [InlineData("127.0.0.1", Visitor.Site, 404)] // by a name that others use: may be a proxy
    public async Task Diagnostics_InProduction_AreForLocalCallers(string from, string host, int expected)
    {
        var answer = await new Visitor(site.App.EndPoint, from, site: host).SendRawAsync("/_proxy");

        Assert.Equal(expected, answer.Status);
    }

    /// <summary>By every sign but the header the caller is local.</summary>
    [Fact]
    public async Task Diagnostics_OfAForwardedRequest_DoNotExist()
    {
        await using var app = await SampleApp.StartAsync(("TRUST_PROXY", "1"), ("ProxyAware__AllowUnencrypted", "true"));
        var visitor = new Visitor(app.EndPoint, "127.0.0.1", site: "localhost");

        Assert.Equal(200, (await visitor.SendRawAsync("/_proxy")).Status);
        Assert.Equal(404, (await visitor.SendRawAsync("/_proxy", "X-Forwarded-For: 127.0.0.1")).Status);
        Assert.Equal(404, (await visitor.SendRawAsync("/_proxy", "Via: 1.1 proxy")).Status);
        Assert.Equal(404, (await visitor.SendRawAsync("/_proxy/page.js", "X-Real-IP: 127.0.0.1")).Status);
    }

    [Theory]
    [InlineData("Samples__OpenDiagnostics", "true")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Development")]
    public async Task Diagnostics_WithTheSettingOrInDevelopment_AreOpen(string name, string value)
    {
        await using var app = await SampleApp.StartAsync(("TRUST_PROXY", "1"), ("ProxyAware__AllowUnencrypted", "true"), (name, value));

        var answer = await new Visitor(app.EndPoint, "127.0.0.1").SendRawAsync("/_proxy", "X-Forwarded-For: 192.0.2.7", "Accept: application/json");

        Assert.Equal(200, answer.Status);
        Assert.Equal("192.0.2.7", JsonElement.Parse(answer.Body).GetProperty("resolution").GetProperty("client").GetProperty("address").GetString());
    }

    [Fact]
    public async Task Health_OfAGoodConfiguration_IsJson()
    {
        var answer = await new Visitor(site.App.EndPoint, "127.0.0.1").SendRawAsync("/healthz");

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("application/json", answer.Header("Content-Type"), StringComparison.Ordinal);
        var health = JsonElement.Parse(answer.Body);
        Assert.Equal("Healthy", health.GetProperty("status").GetString());
        Assert.All(health.GetProperty("checks").EnumerateArray(), check => Assert.Equal("Healthy", check.GetProperty("status").GetString()));
        Assert.Contains(health.GetProperty("checks").EnumerateArray(), check => check.GetProperty("name").GetString() == "proxyaware");
    }

    [Fact]
    public async Task Health_OfClearTextThatNobodyAskedFor_NamesTheReason()
    {
        await using var app = await SampleApp.StartAsync();

        var health = JsonElement.Parse((await new Visitor(app.EndPoint, "127.0.0.1").SendRawAsync("/healthz")).Body);

        Assert.Equal("Degraded", health.GetProperty("status").GetString());
        var check = health.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "proxyaware");
        Assert.StartsWith("PA3101", Assert.Single(check.GetProperty("reasons").EnumerateArray()).GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(check.GetProperty("description").GetString()!);
    }
}
