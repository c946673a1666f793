using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Samples;

/// <summary>The sample with its own TLS and nothing in front.</summary>
public sealed class HttpsSite : IAsyncLifetime
{
    private readonly TestPki _pki = new(Visitor.Site);

    private SampleApp? _app;

    internal SampleApp App => _app ?? throw new InvalidOperationException("The app does not run.");

    public async Task InitializeAsync() =>
        _app = await SampleApp.StartAsync([("ASPNETCORE_URLS", "https://127.0.0.1:0"), .. _pki.KestrelEnvironment]);

    public async Task DisposeAsync()
    {
        await (_app?.DisposeAsync() ?? default);
        _pki.Dispose();
    }

    internal Visitor VisitorFrom(string address) => new(App.EndPoint, address, _pki.ClientOptions(Visitor.Site));
}
