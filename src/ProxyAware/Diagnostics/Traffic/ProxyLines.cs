namespace ProxyAware.Diagnostics.Traffic;

/// <summary>The lines that make proxies do what is wanted, for the fix of a finding.</summary>
internal static class ProxyLines
{
    public const string Host =
        "nginx: proxy_set_header Host $host; Apache: ProxyPreserveHost On; Pomerium: preserve_host_header: true; Caddy (https upstream): header_up Host {host}";

    public const string Upgrade =
        "nginx: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade; (with the map of that name); "
        + "Apache: ProxyPass with upgrade=websocket; Pomerium: allow_websockets: true; Caddy, HAProxy and Traefik pass it on by themselves";

    /// <summary>The lines that send a header; empty for none.</summary>
    public static string For(string? header) => header switch
    {
        null => "",
        _ when Is(header, ProxyAwareDefaults.XForwardedFor) =>
            "nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; HAProxy: option forwardfor; Apache, Caddy and Traefik send it by themselves.",
        _ when Is(header, ProxyAwareDefaults.XForwardedProto) =>
            "nginx: proxy_set_header X-Forwarded-Proto $scheme; Apache: RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}; "
            + "HAProxy: http-request set-header X-Forwarded-Proto https if { ssl_fc }; Caddy and Traefik send it by themselves.",
        _ when Is(header, ProxyAwareDefaults.Forwarded) =>
            "HAProxy (2.8): option forwarded; lighttpd: proxy.forwarded; nginx: proxy_set_header Forwarded \"for=$remote_addr;proto=$scheme\";",
        _ when Is(header, "X-Forwarded-Host") => "nginx: proxy_set_header X-Forwarded-Host $host; Apache, Caddy and Traefik send it by themselves.",
        _ when Is(header, "X-Forwarded-Port") => "nginx: proxy_set_header X-Forwarded-Port $server_port; HAProxy: http-request set-header X-Forwarded-Port %[dst_port]; Traefik sends it by itself.",
        _ when Is(header, "X-Real-IP") => "nginx: proxy_set_header X-Real-IP $remote_addr; Traefik sends it by itself.",
        _ => $"Let the proxy set {header}, and overwrite what clients send (nginx: proxy_set_header {header} ...; HAProxy: http-request set-header {header} ...).",
    };

    /// <summary>How an inner proxy leaves the outer one's value alone.</summary>
    public static string PassOn(string? header)
    {
        var name = header is null || Is(header, ProxyAwareDefaults.Forwarded) ? ProxyAwareDefaults.XForwardedProto : header;
        return $"nginx: proxy_set_header {name} $http_{name.ToLowerInvariant().Replace('-', '_')}; Caddy: trusted_proxies; Traefik: forwardedHeaders.trustedIPs; ingress-nginx: use-forwarded-headers: \"true\"";
    }

    private static bool Is(string header, string name) => header.Equals(name, StringComparison.OrdinalIgnoreCase);
}
