namespace ProxyAware.FunctionalTests.Rig;

/// <summary>How a proxy is run in the foreground, with nothing outside one folder.</summary>
/// <param name="Name">The program.</param>
/// <param name="Ready">What it logs to standard error when all its listeners are bound; connecting instead could reach whoever took the port.</param>
/// <param name="Folder">Where its files lie under <c>Proxies</c>.</param>
/// <param name="Around">What has to stand around the configuration under test, which it includes.</param>
/// <param name="Arguments">The arguments, given the folder it runs in.</param>
internal sealed record ProxyProgram(string Name, string Ready, string Folder, string Around, Func<TempFolder, string[]> Arguments)
{
    /// <summary>The file that holds the configuration under test.</summary>
    public const string SiteFile = "site.conf";

    public static ProxyProgram Nginx { get; } = new("nginx", "event method", "nginx", "nginx.conf", folder => ["-p", folder.Path, "-c", "nginx.conf", "-e", "stderr"]);

    public static ProxyProgram Apache { get; } =
        new("apache2", "resuming normal operations", "apache", "httpd.conf", folder => ["-D", "FOREGROUND", "-d", folder.Path, "-f", folder.File("httpd.conf")]);

    public static ProxyProgram Caddy { get; } =
        new("caddy", "serving initial configuration", "caddy", "Caddyfile", folder => ["run", "--config", folder.File("Caddyfile"), "--adapter", "caddyfile"]);

    public static ProxyProgram HAProxy { get; } =
        new("haproxy", "Loading success", "haproxy", "haproxy.cfg", folder => ["-W", "-db", "-f", folder.File("haproxy.cfg"), "-f", folder.File(SiteFile)]);
}
