using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>
/// The real sample behind one of the layouts of Cockpit's guides, configured by the guide's own cockpit.conf. Visitors ask for the public name;
/// its public ports lead to nginx' listeners, as a forwarded port does.
/// </summary>
public abstract class CockpitSite : IAsyncLifetime
{
    private const string Client = "127.0.0.5";

    private readonly TempFolder _folder = new();

    private readonly TestPki _pki;

    private readonly TestPki _appPki = new("cockpit");

    private SampleApp? _app;

    private NginxInstance? _nginx;

    private protected CockpitSite(string host)
    {
        Host = host;
        _pki = new(host);
    }

    /// <summary>The public name.</summary>
    public string Host { get; }

    /// <summary>nginx' configuration.</summary>
    public abstract string Template { get; }

    /// <summary>The app's cockpit.conf.</summary>
    public abstract string CockpitConf { get; }

    /// <summary>Where the app listens. nginx does not verify its certificate.</summary>
    public virtual string AppUrl => "https://127.0.0.1:0";

    /// <summary>Whatever a cockpit.conf cannot say.</summary>
    public virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The path below which the app lives.</summary>
    public virtual string Root => "";

    /// <summary>Whether nginx decodes paths and writes them anew, as it does where <c>proxy_pass</c> has a path of its own. Queries stay, unless they are empty.</summary>
    public virtual bool RewritesPaths => false;

    /// <summary>The public port of https, where it is not 443.</summary>
    public virtual int? HttpsPort => null;

    /// <summary>The origin under which the app links to itself.</summary>
    public virtual string SelfOrigin => HttpsOrigin;

    /// <summary>The address from which the proxy speaks to the app. It says nothing about its client, so that is all there is to know.</summary>
    public virtual string ProxyAddress => "127.0.0.1";

    public string HttpOrigin => $"http://{Host}";

    public string HttpsOrigin => $"https://{Authority}";

    internal SampleApp App => _app ?? throw new InvalidOperationException("The app does not run.");

    internal NginxInstance Nginx => _nginx ?? throw new InvalidOperationException("nginx does not run.");

    internal Visitor HttpVisitor => new(Nginx.EndPoint("HTTP_PORT"), Client, tls: null, Host);

    internal Visitor HttpsVisitor => new(Nginx.EndPoint("HTTPS_PORT"), Client, _pki.ClientOptions(Host), Authority);

    internal RedirectFollower Follower => new(HttpVisitor, HttpsVisitor);

    private string Authority => HttpsPort is { } port ? $"{Host}:{port}" : Host;

    public async Task InitializeAsync()
    {
        if (Programs.SkipReason("nginx") is not null)
        {
            // The fixture is made even when all its tests are skipped.
            return;
        }

        await File.WriteAllTextAsync(_folder.File("cockpit.conf"), CockpitConf);
        _app = await SampleApp.StartAsync(
            [
                ("ASPNETCORE_URLS", AppUrl),
                ("Samples__CockpitConf", _folder.File("cockpit.conf")),
                .. _appPki.KestrelEnvironment,
                .. Settings.Select(setting => (setting.Key, setting.Value)),
            ]);
        try
        {
            _nginx = await NginxInstance.StartAsync(
                Template, ["HTTP_PORT", "HTTPS_PORT"], ("APP_URL", App.Url), ("CERTIFICATE", _pki.CertificateFile), ("CERTIFICATE_KEY", _pki.KeyFile));
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
        _appPki.Dispose();
        _pki.Dispose();
        _folder.Dispose();
    }

    /// <summary>Somebody who asks the site for another host, over http.</summary>
    internal Visitor HttpVisitorOf(string host) => new(Nginx.EndPoint("HTTP_PORT"), Client, tls: null, host);

    /// <summary>Somebody who goes past the proxy to the app.</summary>
    internal Visitor DirectVisitorFrom(string address) => new(App.EndPoint, address, _appPki.ClientOptions("cockpit"), Host);
}
