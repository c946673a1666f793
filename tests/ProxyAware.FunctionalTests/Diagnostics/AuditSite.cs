using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Diagnostics;

/// <summary>The console behind an nginx that treats forged headers in three ways, and a browser to which each is a site of its own.</summary>
public sealed class AuditSite : IAsyncLifetime
{
    private readonly TestPki _pki = new("appends.example", "overwrites.example", "passes.example", "strips.example");

    private SampleApp? _app;

    private SampleApp? _plainApp;

    private NginxInstance? _nginx;

    private ChromiumBrowser? _browser;

    internal ChromiumBrowser Browser => _browser ?? throw new InvalidOperationException("The browser does not run.");

    public async Task InitializeAsync()
    {
        if ((Programs.SkipReason("chromium") ?? Programs.SkipReason("nginx")) is not null)
        {
            // The fixture is made even when all its tests are skipped.
            return;
        }

        try
        {
            (string, string)[] open = [("TRUST_PROXY", "1"), ("Samples__OpenDiagnostics", "true")];
            _app = await SampleApp.StartAsync([.. open, ("ProxyAware__UrlRoot", "/ops"), ("Samples__AuditIdleSeconds", "2")]);

            // Longer than anybody waits.
            _plainApp = await SampleApp.StartAsync([.. open, ("ProxyAware__AllowUnencrypted", "true"), ("Samples__AuditIdleSeconds", "600")]);
            _nginx = await NginxInstance.StartAsync(
                "audit.conf", ["APPENDS_PORT", "OVERWRITES_PORT", "PASSES_PORT", "STRIPS_PORT"],
                ("APP", _app.Authority), ("PLAIN_APP", _plainApp.Authority), ("CERTIFICATE", _pki.CertificateFile), ("CERTIFICATE_KEY", _pki.KeyFile));
            _browser = await ChromiumBrowser.StartAsync(
                ("appends.example:443", _nginx.EndPoint("APPENDS_PORT")),
                ("overwrites.example:443", _nginx.EndPoint("OVERWRITES_PORT")),
                ("passes.example:443", _nginx.EndPoint("PASSES_PORT")),
                ("strips.example:443", _nginx.EndPoint("STRIPS_PORT")));
        }
        catch
        {
            // A fixture that did not start is never disposed of.
            await DisposeAsync();
            throw;
        }
    }

    public async Task DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? default);
        await (_nginx?.DisposeAsync() ?? default);
        await (_plainApp?.DisposeAsync() ?? default);
        await (_app?.DisposeAsync() ?? default);
        _pki.Dispose();
    }
}
