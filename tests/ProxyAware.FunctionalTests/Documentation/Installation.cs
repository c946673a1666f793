using System.Text.RegularExpressions;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Documentation;

/// <summary>What belongs to one installation in the configurations that the documentation shows, and the placeholder of a test run for it.</summary>
internal static class Installation
{
    private static readonly (string Documented, string Placeholder)[] Values =
    [
        // nginx; http2 and other options of a listener stay.
        (@"\blisten +\[::\]:80;", IPv6.IsAvailable ? "listen [::1]:@HTTP_PORT@;" : ""),
        (@"\blisten +\[::\]:443( [^;]*);", IPv6.IsAvailable ? "listen [::1]:@HTTPS_PORT@$1;" : ""),
        (@"\blisten +80;", "listen 127.0.0.1:@HTTP_PORT@;"),
        (@"\blisten +443 ssl", "listen 127.0.0.1:@HTTPS_PORT@ ssl"),

        // Apache httpd.
        (@"<VirtualHost \*:80>", "<VirtualHost 127.0.0.1:@HTTP_PORT@>"),
        (@"<VirtualHost \*:443>", "<VirtualHost 127.0.0.1:@HTTPS_PORT@>"),

        // HAProxy.
        (@"\bbind :80\b", "bind 127.0.0.1:@HTTP_PORT@"),
        (@"\bbind :443\b", "bind 127.0.0.1:@HTTPS_PORT@"),
        (@"\btimeout tunnel +1h\b", "timeout tunnel @IDLE_SECONDS@s"),

        // Caddy gets its certificate from an authority on the internet; a test brings one.
        (@"^infram\.example\.com \{$", "infram.example.com {\n\ttls @CERTIFICATE@ @CERTIFICATE_KEY@"),

        (@"/etc/letsencrypt/live/[a-z.]+/fullchain\.pem", "@CERTIFICATE@"),
        (@"/etc/letsencrypt/live/[a-z.]+/privkey\.pem", "@CERTIFICATE_KEY@"),
        (@"/etc/haproxy/certs/[a-z.]+\.pem", "@BUNDLE@"),
        (@"\bhttps?://127\.0\.0\.1:9090\b", "@APP_URL@"),
        (@"\bproxy_pass https://192\.168\.10\.15:9090;", "proxy_bind 127.0.0.29;\n        proxy_pass @APP_URL@;"),
        (@"\b127\.0\.0\.1:6989\b", "@APP@"),
        (@"/run/infram/infram\.sock", "@SOCKET@"),
        (@"\b86400\b", "@IDLE_SECONDS@"),
    ];

    public static string ToTemplate(string configuration) => Values.Aggregate(configuration, (text, value) => Regex.Replace(
        text, value.Documented, value.Placeholder, RegexOptions.Multiline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
}
