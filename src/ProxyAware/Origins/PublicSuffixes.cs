using System.Collections.Frozen;

namespace ProxyAware.Origins;

/// <summary>
/// Suffixes below which anyone can have a name, so that a wildcard over one allows everyone. Every single label counts, but for those that are
/// reserved for private use (RFC 6761, RFC 8375, ICANN's "internal"). Of the suffixes with several labels these are the well-known ones; the full
/// list changes weekly and is not what protects an app.
/// </summary>
internal static class PublicSuffixes
{
    private static readonly FrozenSet<string> PrivateLabels =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "localhost", "test", "example", "internal", "local", "lan", "intranet", "corp", "home");

    private static readonly FrozenSet<string> WellKnown = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "co.uk", "org.uk", "gov.uk", "ac.uk", "me.uk", "ltd.uk", "plc.uk", "com.au", "net.au", "org.au", "gov.au", "co.nz", "org.nz", "net.nz",
        "co.jp", "ne.jp", "or.jp", "go.jp", "ac.jp", "co.kr", "or.kr", "com.cn", "net.cn", "org.cn", "gov.cn", "com.tw", "org.tw", "com.hk", "com.sg",
        "com.my", "co.th", "co.id", "co.in", "net.in", "org.in", "com.ph", "com.vn", "com.pk", "com.bd", "com.br", "net.br", "org.br", "gov.br", "com.ar",
        "com.mx", "com.co", "com.pe", "com.ve", "com.ec", "com.uy", "co.za", "org.za", "co.ke", "com.ng", "com.eg", "co.il", "org.il", "com.tr", "org.tr",
        "com.sa", "com.ua", "com.pl", "net.pl", "org.pl", "com.pt", "com.es", "com.gr", "com.ro", "co.at", "or.at", "eu.org", "in.net", "us.com", "uk.com",
        "github.io", "gitlab.io", "bitbucket.io", "pages.dev", "workers.dev", "web.app", "firebaseapp.com", "appspot.com", "run.app", "blogspot.com",
        "vercel.app", "netlify.app", "herokuapp.com", "onrender.com", "fly.dev", "railway.app", "up.railway.app", "surge.sh", "glitch.me", "repl.co", "replit.app",
        "azurewebsites.net", "azurestaticapps.net", "azurecontainerapps.io", "azurefd.net", "cloudapp.net", "cloudapp.azure.com", "trafficmanager.net",
        "amazonaws.com", "cloudfront.net", "elasticbeanstalk.com", "amplifyapp.com", "awsapprunner.com", "ngrok.io", "ngrok.app", "ngrok-free.app", "trycloudflare.com",
        "loca.lt", "localtunnel.me", "duckdns.org", "no-ip.org", "ddns.net", "dyndns.org", "synology.me", "myqnapcloud.com", "nip.io", "sslip.io");

    public static bool IsPublic(string host) => host.Contains('.', StringComparison.Ordinal) ? WellKnown.Contains(host) : !PrivateLabels.Contains(host);
}
