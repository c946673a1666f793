using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Origins;

/// <summary>The real sample on https without a proxy, with origins as people spell them.</summary>
public sealed class AppSite : IAsyncLifetime
{
    public const string Host = "app.example";

    private const string Origins =
        "https://a.example https://*.wild.example, wss://socket.example  https://ports.example:* HTTPS://UPPER.example/ "
        + "https://slash.example/ http://clear.example:8080 https://default.example:443 https://b\u00fccher.example https://[2001:DB8::0:1]:9090 "
        + "https://cockpit.domain.tld wss://cockpit.domain.tld";

    private readonly TestPki _pki = new(Host);

    private SampleApp? _app;

    internal Visitor Visitor => new(App.EndPoint, "127.0.0.1", _pki.ClientOptions(Host), Host);

    internal SampleApp App => _app ?? throw new InvalidOperationException("The app does not run.");

    public async Task InitializeAsync() =>
        _app = await SampleApp.StartAsync([("ASPNETCORE_URLS", "https://127.0.0.1:0"), ("ProxyAware__Origins", Origins), .. _pki.KestrelEnvironment]);

    public async Task DisposeAsync()
    {
        await (_app?.DisposeAsync() ?? default);
        _pki.Dispose();
    }
}
