using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Samples;

/// <summary>An app whose proxy is 127.0.0.1, reached past that proxy.</summary>
public sealed class DirectSite : IAsyncLifetime
{
    private SampleApp? _app;

    internal SampleApp App => _app ?? throw new InvalidOperationException("The app does not run.");

    public async Task InitializeAsync() =>
        _app = await SampleApp.StartAsync(
            ("ProxyAware__TrustProxy", "127.0.0.1"), ("ProxyAware__AllowUnencrypted", "true"), ("ProxyAware__AllowedHosts", Visitor.Site));

    public async Task DisposeAsync() => await (_app?.DisposeAsync() ?? default);

    internal Visitor VisitorFrom(string address) => new(App.EndPoint, address);
}
