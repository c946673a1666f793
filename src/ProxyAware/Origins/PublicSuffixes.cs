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

    // Countries that register names below such labels, and the labels. Not every pair exists; a name that is registered there all the same is rare, and can be listed without a wildcard.
    private static readonly FrozenSet<string> Countries = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "ar", "au", "bd", "br", "cn", "eg", "hk", "id", "il", "in", "jp", "ke", "kr", "mx", "my", "ng", "nz", "pe", "ph", "pk", "pl", "sa", "sg", "th", "tr", "tw", "ua", "uk", "uy", "ve", "vn", "za");

    private static readonly FrozenSet<string> Categories = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "ac", "co", "com", "edu", "gob", "gov", "mil", "ne", "net", "or", "org", "sch");

    private static readonly FrozenSet<string> WellKnown = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "me.uk", "ltd.uk", "plc.uk", "go.jp", "go.kr", "go.th", "go.id", "asn.au", "id.au", "com.co", "com.ec", "com.pt", "com.es", "com.gr", "com.ro", "co.at", "or.at",
        "eu.org", "in.net", "us.com", "uk.com",
        "github.io", "gitlab.io", "bitbucket.io", "pages.dev", "workers.dev", "web.app", "firebaseapp.com", "appspot.com", "run.app", "blogspot.com",
        "vercel.app", "netlify.app", "herokuapp.com", "onrender.com", "fly.dev", "railway.app", "up.railway.app", "surge.sh", "glitch.me", "repl.co", "replit.app",
        "azurewebsites.net", "azurestaticapps.net", "azurecontainerapps.io", "azurefd.net", "cloudapp.net", "cloudapp.azure.com", "trafficmanager.net",
        "amazonaws.com", "cloudfront.net", "elasticbeanstalk.com", "amplifyapp.com", "awsapprunner.com", "ngrok.io", "ngrok.app", "ngrok-free.app", "trycloudflare.com",
        "loca.lt", "localtunnel.me", "duckdns.org", "no-ip.org", "ddns.net", "dyndns.org", "synology.me", "myqnapcloud.com", "nip.io", "sslip.io");

    public static bool IsPublic(string host) => host.Split('.') switch
    {
        [var label] => !PrivateLabels.Contains(label),
        [var category, var country] when Countries.Contains(country) && Categories.Contains(category) => true,
        _ => WellKnown.Contains(host),
    };
}
