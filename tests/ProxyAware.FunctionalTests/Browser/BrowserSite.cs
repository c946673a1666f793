using ProxyAware.FunctionalTests.Cockpit;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Browser;

/// <summary>The app below <c>/secret/</c> of a site, behind nginx; other sites; and a browser to which all of them are on their usual ports.</summary>
public sealed class BrowserSite : IAsyncLifetime
{
    private ForeignSite? _foreign;

    private ChromiumBrowser? _browser;

    public SubdirectorySite Site { get; } = new();

    /// <summary>Another site, whose nginx does not tell the app that the browser is on https.</summary>
    public SilentProxySite SilentSite { get; } = new();

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
            await Site.InitializeAsync();
            await SilentSite.InitializeAsync();
            _foreign = await ForeignSite.StartAsync();
            _browser = await ChromiumBrowser.StartAsync(
                ("domain.tld:80", Site.Nginx.EndPoint("HTTP_PORT")),
                ("domain.tld:443", Site.Nginx.EndPoint("HTTPS_PORT")),
                ("cockpit.domain.tld:443", SilentSite.Nginx.EndPoint("HTTPS_PORT")),
                ("sibling.domain.tld:443", _foreign.EndPoint),
                ("evil.example:443", _foreign.EndPoint));
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
        await (_foreign?.DisposeAsync() ?? default);
        await SilentSite.DisposeAsync();
        await Site.DisposeAsync();
    }
}
