using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using ProxyAware.Configuration;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;
using ProxyAware.Upstream;
using ProxyAware.Upstream.Hosting;

namespace ProxyAware.Tests.Configuration;

/// <summary>A file of the configuration breaks while the app runs. The framework empties what it held; nothing of that may reach a policy.</summary>
public sealed class BrokenFileTests : IDisposable
{
    private const string Header = "X-Forwarded-For: 203.0.113.7";

    private readonly TemporaryFolder _folder = new();
    private readonly HandTurnedFiles _files;
    private readonly ManualTime _time = new(TestPki.Now);

    public BrokenFileTests()
    {
        _files = new(_folder.Path);
        _folder.Write("trust.txt", "10.0.0.1\n");
        _folder.Write("rot.pem", TestPki.Client.Pem + TestPki.Client.KeyPem);
    }

    public void Dispose()
    {
        _files.Dispose();
        _folder.Dispose();
    }

    /// <summary>The host's own appsettings.json, as the framework watches it.</summary>
    [Fact]
    public async Task AppSettings_BrokenByAnEdit_KeepAllSettings_WhicheverFileChangesNext()
    {
        _folder.Write("appsettings.json", Settings("app.internal"));
        _folder.Write("other.json", """{ "X": "1" }""");
        await using var app = await StartAsync(b => b.Configuration.AddJsonFile("other.json", optional: false, reloadOnChange: true));
        await InForceAsync(app, TestPki.Client);

        _folder.Write("appsettings.json", Settings("app.internal")[..^5]);
        await Patience.UntilAsync(() => app.Logs.Count(LogLevel.Error, "PA1120") == 1 && app.Logs.Count(LogLevel.Error, "PA5111") == 1);
        Assert.Contains("appsettings.json", app.Logs.Single(LogLevel.Error, "PA1120"), StringComparison.Ordinal);
        Assert.Contains("appsettings.json", app.Logs.Single(LogLevel.Error, "PA5111"), StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(app));

        // The client's certificate is renewed, then a range is added.
        _folder.Write("rot.pem", TestPki.RsaClient.Pem + TestPki.RsaClient.KeyPem);
        _time.Advance(TimeSpan.FromSeconds(5));
        await InForceAsync(app, TestPki.RsaClient);
        _folder.Write("trust.txt", "10.0.0.1\n10.0.0.2\n");
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, app.Logs.Count(LogLevel.Information, "PA1121"));
        await InForceAsync(app, TestPki.RsaClient);
        Assert.Equal("203.0.113.7", (await app.SeeAsync("10.0.0.2", Header)).Split(' ')[0]);

        // Another file changes twice: when the second change is seen, whatever the first one set off is over.
        foreach (var value in new[] { "2", "3" })
        {
            _folder.Write("other.json", $$"""{ "X": "{{value}}" }""");
            await Patience.UntilAsync(() => app.App.Configuration["X"] == value);
        }

        await InForceAsync(app, TestPki.RsaClient);
        Assert.Equal(1, app.Logs.Count(LogLevel.Error, "PA1120"));
        Assert.Equal(1, app.Logs.Count(LogLevel.Error, "PA5111"));
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(app));

        _folder.Write("appsettings.json", Settings("evil.example"));
        await Patience.UntilAsync(() => app.App.Services.GetRequiredService<PolicyHolder>().Failure is null && Upstream(app).Failure is null);
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(app));
        Assert.Equal(200, await StatusAsync(app, "evil.example"));
        Assert.Equal(400, await StatusAsync(app, "app.internal"));
    }

    [Fact]
    public async Task AppSettings_EmptiedOnPurpose_AreAChange()
    {
        _folder.Write("appsettings.json", Settings("app.internal"));
        await using var app = await StartAsync();
        Assert.Equal(400, await StatusAsync(app, "evil.example"));
        _folder.Write("appsettings.json", "{ }");
        await Patience.UntilAsync(() => app.Logs.Count(LogLevel.Information, "PA1121") > 0);
        Assert.Equal(200, await StatusAsync(app, "evil.example"));
        Assert.Equal(0, app.Logs.Count(LogLevel.Error, "PA"));
    }

    /// <summary>An app that ignores what cannot be loaded gets a change token with nothing behind it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task File_Broken_KeepsThePolicyUntilItIsMended(bool ignored)
    {
        _files.Write("a.json", Settings("app.internal"));
        _files.Write("b.json", """{ "ProxyAware": { "Origins": "https://a.example" } }""");
        await using var app = await StartAsync(b => Add(b.Configuration, "b.json").Add(_files.Source<JsonConfigurationSource>("a.json", onLoadException: ignored ? c => c.Ignore = true : null)));
        _files.Change("a.json", "{");
        await InForceAsync(app, TestPki.Client);
        _files.Change("b.json", """{ "ProxyAware": { "Origins": "nonsense" } }""");
        await InForceAsync(app, TestPki.Client);

        // One problem after the other, and the first not twice.
        Assert.Contains("PA1007", app.Logs.Single(LogLevel.Error, "PA1120"), StringComparison.Ordinal);
        _files.Change("a.json", Settings("evil.example"));
        await InForceAsync(app, TestPki.Client);
        Assert.Contains("PA1022", app.App.Services.GetRequiredService<PolicyHolder>().Failure!.Text, StringComparison.Ordinal);
        Assert.Null(Upstream(app).Failure);
        _files.Change("b.json", "{}");
        Assert.Equal(200, await StatusAsync(app, "evil.example"));
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(app));
    }

    /// <summary>Settings that cannot be used stand in the way of no file: those in force go on with the files as they are.</summary>
    [Fact]
    public async Task Files_OfWhatIsInForce_AreTakenOver_WhileNewSettingsCannotBeUsed()
    {
        _files.Write("a.json", Settings("app.internal"));
        await using var app = await StartAsync(b => Add(b.Configuration, "a.json"));
        await InForceAsync(app, TestPki.Client);
        _files.Change("a.json", Settings("app.internal").Replace("\"rot.pem\"", "\"rot.pem\", \"HandshakeTimeout\": \"soon\"", StringComparison.Ordinal).Replace("{ \"ProxyAware\": {", "{ \"ProxyAware\": { \"HttpsPort\": \"abc\",", StringComparison.Ordinal));
        Assert.NotNull(app.App.Services.GetRequiredService<PolicyHolder>().Failure);
        Assert.NotNull(Upstream(app).Failure);

        _folder.Write("rot.pem", TestPki.RsaClient.Pem + TestPki.RsaClient.KeyPem);
        _folder.Write("trust.txt", "10.0.0.1\n10.0.0.2\n");
        _time.Advance(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));
        await InForceAsync(app, TestPki.RsaClient);
        Assert.Equal("203.0.113.7", (await app.SeeAsync("10.0.0.2", Header)).Split(' ')[0]);
        Assert.NotNull(app.App.Services.GetRequiredService<PolicyHolder>().Failure);
        Assert.NotNull(Upstream(app).Failure);

        _files.Change("a.json", Settings("app.internal"));
        Assert.Null(app.App.Services.GetRequiredService<PolicyHolder>().Failure);
        Assert.Null(Upstream(app).Failure);
    }

    [Fact]
    public async Task File_BrokenBeforeTheStart_StopsItOnce()
    {
        _files.Write("a.json", Settings("app.internal"));
        await using var app = TestApp.Create([], b => Add(b.Configuration, "a.json"), contentRoot: _folder.Path);
        _files.Change("a.json", "{");
        var problem = Assert.Single((await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => app.App.StartAsync())).Problems);
        Assert.Equal("PA1007", problem.Code);
        Assert.EndsWith("a.json", problem.Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigurationOfItsOwn_Broken_KeepsThePolicy()
    {
        _files.Write("a.json", """{ "ProxyAware": { "TrustProxy": "1" } }""");
        _files.Write("b.json", "{}");
        var own = new ConfigurationBuilder().Add(_files.Source<JsonConfigurationSource>("a.json")).Add(_files.Source<JsonConfigurationSource>("b.json")).Build();
        await using var app = await TestApp.StartAsync([], b => b.Services.AddProxyAware(own));
        _files.Change("a.json", "{");
        _files.Change("b.json", """{ "X": "1" }""");
        Assert.Equal("203.0.113.7", (await app.SeeAsync("10.0.0.1", Header)).Split(' ')[0]);
        app.Logs.Single(LogLevel.Error, "PA1120");
    }

    private static UpstreamState Upstream(TestApp app) => app.App.Services.GetRequiredService<UpstreamTlsProvider>().GetUpstream("host").State;

    private static async Task<int> StatusAsync(TestApp app, string host) => (await app.SendAsync("10.0.0.1", [$"Host: {host}"])).Status;

    private static async Task<HealthStatus> HealthAsync(TestApp app) => (await app.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;

    private static async Task InForceAsync(TestApp app, TestCertificate client)
    {
        Assert.Equal("203.0.113.7", (await app.SeeAsync("10.0.0.1", Header)).Split(' ')[0]);
        Assert.Equal(400, await StatusAsync(app, "evil.example"));
        var policy = Upstream(app).Current;
        Assert.Equal(UpstreamVerification.PinOnly, policy.Verification);
        Assert.Equal(2, policy.Pins.Keys.Count);
        Assert.Equal(client.PublicOnly.Thumbprint, policy.ClientCertificate!.TargetCertificate.Thumbprint);
    }

    private static string Settings(string host) => $$"""
        { "ProxyAware": { "TrustProxy": "file:trust.txt", "AllowedHosts": "{{host}}", "Upstreams": { "host": {
          "Verification": "PinOnly", "Pins": "{{TestPin.Unused}}, {{TestPin.Of(TestPki.Leaf)}}", "ClientCertificateFile": "rot.pem" } } } }
        """;

    private IConfigurationBuilder Add(IConfigurationBuilder configuration, string name) => configuration.Add(_files.Source<JsonConfigurationSource>(name));

    private Task<TestApp> StartAsync(Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? build = null) => TestApp.StartAsync(
        [],
        b =>
        {
            b.Services.AddSingleton<TimeProvider>(_time);
            b.Services.AddHealthChecks().AddProxyAware();
            build?.Invoke(b);
        },
        contentRoot: _folder.Path);
}
