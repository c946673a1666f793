using System.Net;
using ProxyAware.FunctionalTests.Documentation;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>
/// The real sample behind real proxies, both configured by what a page of the documentation says. Visitors ask for the public name; its public
/// ports lead to the listeners of the outermost proxy, as a forwarded port does.
/// </summary>
public abstract class TopologySite : IAsyncLifetime
{
    /// <summary>An address that no configuration trusts.</summary>
    internal const string Client = "127.0.0.5";

    /// <summary>After how many seconds without traffic the proxies cut a WebSocket, and give up waiting for an answer.</summary>
    private const int IdleSeconds = 5;

    /// <summary>How often the first request is made anew when a busy machine does not get an app going within that time.</summary>
    private const int Attempts = 10;

    /// <summary>How often the app pings; several times before a proxy cuts an idle socket.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(0.5);

    private readonly TempFolder _folder = new();

    private readonly TestPki _pki = new(Visitor.Site);

    private readonly Stack<ProxyInstance> _proxies = new();

    private SampleApp? _app;

    private Task<RawResponse>? _honest;

    /// <summary>How many pings a socket saw that was idle for longer than proxies allow.</summary>
    internal static int PingsWhileIdle { get; } = (int)(TimeSpan.FromSeconds(IdleSeconds) / KeepAlive) + 1;

    /// <summary>The path below which the app lives.</summary>
    public virtual string Root => "";

    /// <summary>Whether the settings say which hosts the site has; otherwise links name whatever host was asked for (PA3102).</summary>
    public virtual bool NamesItsHosts => true;

    /// <summary>Whether a proxy that redirects http itself names the site instead of whatever host was asked for.</summary>
    public virtual bool RedirectsToItself => true;

    /// <summary>Forgeries that a proxy answers itself, with 400.</summary>
    public virtual IReadOnlySet<string> AnsweredByAProxy { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The addresses between the client and the app, from the app's side.</summary>
    public virtual IReadOnlyList<string> Hops => ["127.0.0.1"];

    /// <summary>What the app logged at its start and over honest traffic, before any test.</summary>
    internal string HonestLog { get; private set; } = "";

    internal SampleApp App => _app ?? throw new InvalidOperationException("The app does not run.");

    internal ProxyInstance Front => _proxies.Peek();

    internal Visitor HttpsVisitor => HttpsVisitorFrom(Client);

    internal Visitor HttpVisitor => new(Front.EndPoint("HTTP_PORT"), Client);

    /// <summary>What <c>/whoami</c> says to a client that forges nothing.</summary>
    internal Task<RawResponse> HonestAnswer => _honest ??= HttpsVisitor.SendRawAsync($"{Root}/whoami");

    internal RedirectFollower Follower => new(HttpVisitor, HttpsVisitor);

    /// <summary>The page and the block that hold the app's settings: <c>proxies/nginx.md#appsettings.json</c>, or environment variables if it ends in <c>.env</c>.</summary>
    protected abstract string Settings { get; }

    /// <summary>What stands in the settings for the addresses of this run.</summary>
    protected virtual IEnumerable<(string Documented, string Value)> Addresses => [];

    /// <summary>Whether the app listens on a Unix socket instead of a port.</summary>
    protected virtual bool ListensOnASocket => false;

    /// <summary>Whether everything works; otherwise the site shows what happens when something does not.</summary>
    protected virtual bool WorksAsDocumented => true;

    /// <summary>Whether the app pings idle WebSockets.</summary>
    protected virtual bool PingsWebSockets => true;

    private string SocketFile => _folder.File("app.sock");

    public async Task InitializeAsync()
    {
        if (NeedsAttribute.SkipReasonOfSite(GetType()) is not null)
        {
            // The fixture is made even when all its tests are skipped.
            return;
        }

        try
        {
            await StartAppAsync();
            await StartProxiesAsync();
            await WarmUpAsync();
            if (WorksAsDocumented)
            {
                HonestLog = await HonestTraffic.WatchAsync(this);
            }
        }
        catch
        {
            // A fixture that did not start is never disposed of.
            await DisposeAsync();
            throw;
        }
    }

    public virtual async Task DisposeAsync()
    {
        while (_proxies.TryPop(out var proxy))
        {
            await proxy.DisposeAsync();
        }

        await (_app?.DisposeAsync() ?? default);
        _pki.Dispose();
        _folder.Dispose();
    }

    internal Visitor HttpsVisitorFrom(string address) => new(Front.EndPoint("HTTPS_PORT"), address, _pki.ClientOptions(Visitor.Site));

    /// <summary>Somebody with an IPv6 address, where the outermost proxy has one.</summary>
    internal Visitor IPv6Visitor => new(new(IPAddress.IPv6Loopback, Front.EndPoint("HTTPS_PORT").Port), "::1", _pki.ClientOptions(Visitor.Site));

    /// <summary>Somebody who goes past the proxies.</summary>
    internal Visitor DirectVisitorFrom(string address) => new(App.EndPoint, address);

    /// <summary>Starts the proxies, the one next to the app first.</summary>
    private protected abstract Task StartProxiesAsync();

    /// <summary>Starts one.</summary>
    /// <param name="program">Which.</param>
    /// <param name="block">The page and the block that hold its configuration.</param>
    /// <param name="values">What stands in it for the addresses of this run, beyond what belongs to every installation.</param>
    private protected async Task<ProxyInstance> StartProxyAsync(
        ProxyProgram program, string block, params (string Documented, string Value)[] values)
    {
        var site = Installation.ToTemplate(PageBlock.Read(block).With(values));
        var proxy = await ProxyInstance.StartAsync(
            program,
            site,
            ["HTTP_PORT", "HTTPS_PORT"],
            ("IDLE_SECONDS", $"{IdleSeconds}"),
            ("APP", ListensOnASocket ? "" : App.Authority),
            ("SOCKET", SocketFile),
            ("CERTIFICATE", _pki.CertificateFile),
            ("CERTIFICATE_KEY", _pki.KeyFile),
            ("BUNDLE", _pki.BundleFile));
        _proxies.Push(proxy);
        return proxy;
    }

    private async Task WarmUpAsync()
    {
        for (var attempt = 1; attempt < Attempts && (await HttpsVisitor.SendRawAsync($"{Root}/whoami")).Status is 502 or 504; attempt++)
        {
            // The proxy waited as long as it may.
        }
    }

    private async Task StartAppAsync()
    {
        var settings = PageBlock.Read(Settings);
        var areVariables = Settings.EndsWith(".env", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_folder.File("appsettings.json"), areVariables ? "{}" : settings.With(Addresses));
        _app = await SampleApp.StartAsync(
            ["app", $"--contentRoot={_folder.Path}"],
            [
                ("ASPNETCORE_URLS", ListensOnASocket ? $"http://unix:{SocketFile}" : "http://127.0.0.1:0"),
                ("Samples__KeepAliveInterval", $"{(PingsWebSockets ? KeepAlive : TimeSpan.Zero)}"),
                .. areVariables ? settings.Variables(Addresses).Select(variable => (variable.Key, variable.Value)) : [],
            ]);
        if (ListensOnASocket && !OperatingSystem.IsWindows())
        {
            // Apache's workers are not the user of the tests when those run as root.
            const UnixFileMode Pass = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(_folder.Path, Pass);
            File.SetUnixFileMode(SocketFile, Pass | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        }
    }
}
