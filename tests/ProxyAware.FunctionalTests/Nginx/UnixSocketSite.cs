using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Nginx;

/// <summary>nginx in front of an app that listens on a Unix socket.</summary>
internal sealed class UnixSocketSite : IAsyncDisposable
{
    private readonly TempFolder _folder;

    private readonly TestPki _pki;

    private readonly SampleApp _app;

    private readonly NginxInstance _nginx;

    private UnixSocketSite(TempFolder folder, TestPki pki, SampleApp app, NginxInstance nginx)
    {
        _folder = folder;
        _pki = pki;
        _app = app;
        _nginx = nginx;
        Visitor = new(nginx.EndPoint("HTTPS_PORT"), "127.0.0.5", pki.ClientOptions(Visitor.Site));
    }

    public Visitor Visitor { get; }

    public static async Task<UnixSocketSite> StartAsync(params (string Name, string Value)[] environment)
    {
        var folder = new TempFolder();
        var pki = new TestPki(Visitor.Site);
        var socket = folder.File("app.sock");
        SampleApp? app = null;
        try
        {
            app = await SampleApp.StartAsync([.. environment, ("ASPNETCORE_URLS", $"http://unix:{socket}")]);
            var nginx = await NginxInstance.StartAsync(
                "unix.conf", ["HTTPS_PORT"], ("SOCKET", socket), ("CERTIFICATE", pki.CertificateFile), ("CERTIFICATE_KEY", pki.KeyFile));
            return new(folder, pki, app, nginx);
        }
        catch
        {
            await (app?.DisposeAsync() ?? default);
            pki.Dispose();
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _nginx.DisposeAsync();
        await _app.DisposeAsync();
        _pki.Dispose();
        _folder.Dispose();
    }
}
