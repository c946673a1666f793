using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ProxyAware.Diagnostics.Findings;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream.Reporting;

/// <summary>Findings and health of a host: they come with their cause and go with it.</summary>
public sealed class UpstreamFindingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(TestPki.Now);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GoodUpstream_HasNoFinding_AndIsHealthy()
    {
        using var host = await StartAsync(UpstreamHost.Trusting());
        using var client = host.Client();
        await using var server = new TlsTestServer(TestPki.Leaf);
        await client.GetStringAsync(server.Url);
        Assert.Empty(Codes(host));
        var health = await HealthAsync(host);
        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Empty(Assert.IsAssignableFrom<IEnumerable<string>>(health.Data["reasons"]));
    }

    [Fact]
    public async Task ExpiringServer_IsFoundAndDegrades_UntilItIsRenewed()
    {
        var certificate = TestPki.Root.Issue(CertificateSpec.Server(TestPki.ServerName) with { NotAfter = TestPki.Now.AddDays(5) });
        await using var server = new TlsTestServer(new TlsTestServerOptions { CertificateForName = _ => certificate });
        using var host = await StartAsync(UpstreamHost.Trusting());
        using var client = host.Client();
        await client.GetStringAsync(server.Url);
        Assert.Equal(["PA5114"], Codes(host));
        await DegradedAsync(host, "PA5114");

        certificate = TestPki.Leaf;
        server.CloseConnections();
        await client.GetStringAsync(server.Url);
        Assert.Empty(Codes(host));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);
    }

    [Fact]
    public async Task RefusedServer_IsFoundWithItsRemedy_AndDoesNotDegrade_UntilTheSettingsAreMended()
    {
        var pins = new ChangingConfiguration($"Upstreams:x:Pins={TestPin.Unused} {TestPin.Of(TestPki.RsaLeaf)}");
        using var host = await StartAsync(""" "Upstreams": { "x": { "Verification": "PinOnly" } } """, pins);
        using var client = host.Client();
        await using var server = new TlsTestServer(TestPki.Leaf);
        await Calls.RefusedAsync(client, server.Url);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Calls.RefusedAsync(client, server.Url);

        var finding = Assert.Single(Findings(host));
        Assert.Equal(("PA5217", FindingSeverity.Error, 2, TestPki.Now), (finding.Code, finding.Severity, finding.Count, finding.Since));
        Assert.Contains($"\"{TestPin.Of(TestPki.Leaf)}\"", finding.Fix);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);

        _time.Advance(TimeSpan.FromMinutes(1));
        pins.Change($"Upstreams:x:Pins={TestPin.Unused} {TestPin.Of(TestPki.Leaf)}");
        Assert.Empty(Codes(host));
        await client.GetStringAsync(server.Url);
        Assert.Empty(Codes(host));
    }

    [Fact]
    public async Task FailedReload_IsFoundAndDegrades_UntilTheFileIsMended()
    {
        var ca = _folder.Write("ca.pem", TestPki.Root.Pem);
        using var host = await StartAsync($$""" "Upstreams": { "x": { "TrustedCertificateFile": "{{ca}}" } } """);
        _folder.Write("ca.pem", "nonsense");
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["PA5111"], Codes(host));
        await DegradedAsync(host, "PA5111", "PA5002");

        _folder.Write("ca.pem", TestPki.Root.Pem);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(Codes(host));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);
    }

    [Fact]
    public async Task ClientCertificate_ThatExpiresWhileTheAppRuns_IsFoundAndDegrades_UntilItIsReplaced()
    {
        var file = Path.Combine(_folder.Path, "c.pem");
        Write(TimeSpan.FromDays(7).Add(TimeSpan.FromMinutes(1)));
        using var host = await StartAsync(UpstreamHost.Trusting($$""", "ClientCertificateFile": "{{file}}" """));
        Assert.Equal(FindingSeverity.Warning, Findings(host).Single().Severity);
        await DegradedAsync(host, "PA5115", "7 day(s)");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(FindingSeverity.Error, Findings(host).Single().Severity);

        Write(TimeSpan.FromMinutes(2));
        _time.Advance(TimeSpan.FromMinutes(2));
        await DegradedAsync(host, "PA5115", "expired");

        Write(TimeSpan.FromDays(300));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(Codes(host));

        void Write(TimeSpan left)
        {
            var certificate = TestPki.Root.Issue(CertificateSpec.Client("Renewed") with { NotAfter = TestPki.Now.Add(left) });
            File.WriteAllText(file, certificate.ChainPem + certificate.KeyPem);
        }
    }

    [Fact]
    public async Task PinStore_ThatHasGone_IsFoundAndDegrades()
    {
        var store = _folder.Write("pins", "");
        using var host = await StartAsync($$""" "Upstreams": { "x": { "Verification": "TrustOnFirstUse", "PinStoreFile": "{{store}}" } } """);
        Assert.Empty(Codes(host));
        File.Delete(store);
        Assert.Equal(["PA5117"], Codes(host));
        await DegradedAsync(host, "PA5117", "gone");
    }

    [Theory]
    [InlineData("\"Verification\": \"DangerousNone\", \"AllowDangerousVerificationInProduction\": true", "PA5101")]
    [InlineData("\"Verification\": \"PinOnly\", \"Pins\": \"sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"", "PA5102")]
    public async Task Setting_ThatIsAllowedAndRisky_IsFound_AndDoesNotDegrade(string options, string code)
    {
        using var host = await StartAsync($$""" "Upstreams": { "x": { {{options}} } } """);
        Assert.Equal([code], Codes(host));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);
    }

    [Fact]
    public async Task UnusedUpstream_IsNoticedByName_UntilCodeAsksForIt()
    {
        using var host = await StartAsync(""" "Upstreams": { "x": { }, "Backend": { } } """);
        var finding = Assert.Single(Findings(host));
        Assert.Equal(("PA5106", FindingSeverity.Notice), (finding.Code, finding.Severity));
        Assert.Contains("'Backend'", finding.Evidence, StringComparison.Ordinal);
        Assert.Contains("AddUpstreamTls(\"Backend\")", finding.Fix, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);

        host.Services.GetRequiredService<IUpstreamTlsProvider>().GetUpstream("backend");
        Assert.Empty(Codes(host));
    }

    [Fact]
    public async Task Findings_OfAnAppWithProxyAware_AreInItsReport()
    {
        await using var app = await TestApp.StartAsync([$"Upstreams:x:Verification=PinOnly", $"Upstreams:x:Pins={TestPin.Unused}"]);
        var findings = app.App.Services.GetRequiredService<FindingsReport>().Current().Where(f => f.Code.StartsWith("PA5", StringComparison.Ordinal));
        Assert.Equal(["PA5102", "PA5106"], findings.Select(f => f.Code));
    }

    private static IReadOnlyList<Finding> Findings(IHost host) => new FindingsReport(host.Services.GetServices<IFindingSource>()).Current();

    private static IEnumerable<string> Codes(IHost host) => Findings(host).Select(f => f.Code);

    private static async Task<HealthReportEntry> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["proxyaware"];

    private static async Task DegradedAsync(IHost host, params string[] says)
    {
        var health = await HealthAsync(host);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        var reason = Assert.Single(Assert.IsAssignableFrom<IEnumerable<string>>(health.Data["reasons"]));
        Assert.All(says, text => Assert.Contains(text, reason, StringComparison.Ordinal));
        Assert.Equal(reason, health.Description);
    }

    private Task<IHost> StartAsync(string json, IConfigurationSource? more = null) => UpstreamHost.StartAsync(json, _time, builder =>
    {
        builder.Services.AddHealthChecks().AddProxyAware();
        if (more is not null)
        {
            ((IConfigurationBuilder)builder.Configuration).Add(more);
        }
    });
}
