namespace ProxyAware.Diagnostics.Audit;

/// <summary>How each proxy is told to overwrite a header, or to remove it.</summary>
internal static class ProxyFixes
{
    private const string TraefikManages = "it replaces this header by itself: remove forwardedHeaders.insecure, and keep forwardedHeaders.trustedIPs to your own proxies";

    private const string CaddyManages = "it replaces this header by itself: remove your own header_up for it, and keep trusted_proxies to your own proxies";

    /// <summary>Makes the header the proxy's own word.</summary>
    public static IReadOnlyList<ProxyFix> Overwrite(string name, HeaderMeaning meaning) => (meaning, name.ToLowerInvariant()) switch
    {
        (_, "x-forwarded-for") => Lines(
            "proxy_set_header X-Forwarded-For $remote_addr;",
            "RequestHeader unset X-Forwarded-For   (mod_proxy then adds its own)",
            CaddyManages,
            "http-request del-header X-Forwarded-For   then   option forwardfor",
            TraefikManages),
        (HeaderMeaning.Forwarded, _) => Lines(
            "map $remote_addr $for { ~^[0-9.]+$ \"for=$remote_addr\"; default \"for=\\\"[$remote_addr]\\\"\"; }   then   proxy_set_header Forwarded \"$for;proto=$scheme\";",
            "RequestHeader unset Forwarded   (and read X-Forwarded-For instead)",
            "header_up -Forwarded   (and read X-Forwarded-For instead)",
            "http-request del-header Forwarded   then, from 2.8 on,   option forwarded",
            "a headers middleware with customRequestHeaders: Forwarded: \"\"   (and read X-Forwarded-For instead)"),
        (HeaderMeaning.Address, _) => Set(name, "$remote_addr", "\"expr=%{REMOTE_ADDR}\"", "{remote_host}", "%[src]", null),
        (HeaderMeaning.Scheme, _) => Set(name, "$scheme", "\"expr=%{REQUEST_SCHEME}\"", "{scheme}", "%[ssl_fc,iif(https,http)]", null),
        (HeaderMeaning.Switch, _) => Set(name, "$https", "\"expr=%{HTTPS}\"", "on", "%[ssl_fc,iif(on,off)]", "on"),
        (HeaderMeaning.Host, _) => Set(name, "$host", "\"expr=%{HTTP_HOST}\"", "{host}", "%[req.hdr(host)]", null),
        (HeaderMeaning.Port, _) => Set(name, "$server_port", "\"expr=%{SERVER_PORT}\"", "{http.request.port}", "%[dst_port]", null),
        (HeaderMeaning.Prefix, _) => Set(name, "/prefix", "/prefix", "/prefix", "/prefix", "/prefix"),
        _ => Remove(name),
    };

    /// <summary>Lets nothing arrive that a client wrote.</summary>
    public static IReadOnlyList<ProxyFix> Remove(string name) => Lines(
        $"proxy_set_header {name} \"\";",
        $"RequestHeader unset {name}",
        $"header_up -{name}",
        $"http-request del-header {name}",
        $"a headers middleware with customRequestHeaders: {name}: \"\"");

    /// <summary>Lets WebSockets through.</summary>
    public static IReadOnlyList<ProxyFix> WebSocket() => Lines(
        "proxy_http_version 1.1;   proxy_set_header Upgrade $http_upgrade;   proxy_set_header Connection $connection_upgrade;   (with the map of nginx's WebSocket page)",
        "ProxyPass / http://app:5000/ upgrade=websocket",
        "reverse_proxy does it by itself: look for a header_up that removes Upgrade or Connection",
        "it does it by itself in http mode: look for http-request del-header Upgrade",
        "it does it by itself: look for a middleware that buffers or removes Upgrade");

    /// <summary>Lets idle WebSockets live.</summary>
    public static IReadOnlyList<ProxyFix> IdleTimeout() => Lines(
        "proxy_read_timeout 1h;   proxy_send_timeout 1h;",
        "ProxyTimeout 3600   (or timeout=3600 at the ProxyPass)",
        "it has no limit by itself: look for stream_timeout",
        "timeout tunnel 1h",
        "it has no limit by itself: look for a load balancer in front of it");

    private static ProxyFix[] Set(string name, string nginx, string apache, string caddy, string haproxy, string? traefik)
    {
        var isManaged = name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase);
        var isManagedByCaddy = name.ToLowerInvariant() is "x-forwarded-proto" or "x-forwarded-host";
        return Lines(
            $"proxy_set_header {name} {nginx};",
            $"RequestHeader set {name} {apache}",
            isManagedByCaddy ? CaddyManages : $"header_up {name} {caddy}",
            $"http-request set-header {name} {haproxy}",
            traefik is null && isManaged ? TraefikManages : $"a headers middleware with customRequestHeaders: {name}: \"{traefik}\"");
    }

    private static ProxyFix[] Lines(string nginx, string apache, string caddy, string haproxy, string traefik) =>
        [new("nginx", nginx), new("Apache", apache), new("Caddy", caddy), new("HAProxy", haproxy), new("Traefik", traefik)];
}
