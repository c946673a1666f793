using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Nginx;

/// <summary>The real sample behind a real nginx, shared by the tests of a class.</summary>
public abstract class NginxSite : IAsyncLifetime
{
    private readonly string _template;

    private readonly string[] _portNames;

    private readonly (string Name, string Value)[] _environment;

    private readonly TestPki _pki = new(Visitor.Site);

    private SampleApp? _app;

    private NginxInstance? _nginx;

    /// <param name="template">nginx' configuration; its port <c>HTTPS_PORT</c> is the front door.</param>
    /// <param name="portNames">All its ports.</param>
    /// <param name="environment">The app's configuration.</param>
    private protected NginxSite(string template, string[] portNames, params (string Name, string Value)[] environment)
    {
        _template = template;
        _portNames = portNames;
        _environment = environment;
    }

    internal SampleApp App => _app ?? throw new InvalidOperationException("The app does not run.");

    internal NginxInstance Nginx => _nginx ?? throw new InvalidOperationException("nginx does not run.");

    public async Task InitializeAsync()
    {
        if (Programs.SkipReason("nginx") is not null)
        {
            // The fixture is made even when all its tests are skipped.
            return;
        }

        _app = await SampleApp.StartAsync(_environment);
        try
        {
            _nginx = await NginxInstance.StartAsync(
                _template, _portNames, ("APP", App.Authority), ("CERTIFICATE", _pki.CertificateFile), ("CERTIFICATE_KEY", _pki.KeyFile));
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
        await (_nginx?.DisposeAsync() ?? default);
        await (_app?.DisposeAsync() ?? default);
        _pki.Dispose();
    }

    /// <summary>Somebody who comes through the front door, over TLS.</summary>
    internal Visitor VisitorFrom(string address) => new(Nginx.EndPoint("HTTPS_PORT"), address, _pki.ClientOptions(Visitor.Site));

    /// <summary>Somebody who speaks clear text to another listener.</summary>
    internal Visitor ClearTextVisitorFrom(string address, string portName) => new(Nginx.EndPoint(portName), address);
}
