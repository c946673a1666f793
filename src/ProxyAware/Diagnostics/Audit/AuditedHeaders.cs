using ProxyAware.Forwarding;
using ProxyAware.Https;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>Which headers an audit forges. Each list is one request; a header that is read has one of its own, so that whatever it changes is its doing.</summary>
internal static class AuditedHeaders
{
    /// <summary>By product: what each of them tells the app behind it about the user.</summary>
    private static readonly string[][] Identities =
    [
        ["Remote-User", "Remote-Name", "Remote-Email", "Remote-Groups"],
        ["X-Remote-User", "X-Remote-Group", "X-WebAuth-User"],
        ["X-Forwarded-User", "X-Forwarded-Email", "X-Forwarded-Groups", "X-Forwarded-Preferred-Username", "X-Forwarded-Access-Token"],
        ["X-Auth-Request-User", "X-Auth-Request-Email", "X-Auth-Request-Groups", "X-Auth-Request-Access-Token"],
        ["X-Authentik-Username", "X-Authentik-Email", "X-Authentik-Groups", "X-Authentik-Jwt"],
        ["X-Pomerium-Jwt-Assertion", "X-Pomerium-Claim-Email"],
        ["Cf-Access-Jwt-Assertion", "Cf-Access-Authenticated-User-Email"],
        ["X-Goog-Iap-Jwt-Assertion", "X-Goog-Authenticated-User-Email", "X-Goog-Authenticated-User-Id"],
        ["X-Amzn-Oidc-Data", "X-Amzn-Oidc-Identity", "X-Amzn-Oidc-Accesstoken"],
        [
            "Tailscale-User-Login", "Teleport-Jwt-Assertion", "X-Ms-Client-Principal", "X-Ms-Client-Principal-Name",
            "X-Forwarded-Client-Cert", "X-Client-Cert", "X-Ssl-Client-Verify",
        ],
    ];

    private static readonly string[] Signed =
    [
        "X-Authentik-Jwt", "X-Pomerium-Jwt-Assertion", "Cf-Access-Jwt-Assertion", "X-Goog-Iap-Jwt-Assertion", "X-Amzn-Oidc-Data", "X-Amzn-Oidc-Accesstoken",
        "X-Forwarded-Access-Token", "X-Auth-Request-Access-Token", "Teleport-Jwt-Assertion",
    ];

    /// <summary>All headers in which proxies speak about clients.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Forwarding(HeaderPlan plan)
    {
        var names = Enumerable.Range(0, plan.Names.ViaIndex).Select(i => plan.Names[i]).ToList();

        // Nobody sets these but a proxy's own predecessor, so they can share a request.
        var together = names.Where(n => n.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase) && RolesOf(plan, n) == HeaderRole.None).ToList();
        return [.. names.Except(together, StringComparer.OrdinalIgnoreCase).OrderBy(n => RolesOf(plan, n) == HeaderRole.None).Select(n => (IReadOnlyList<string>)[n]), together];
    }

    /// <summary>The headers in which identity-aware proxies name users, but those that are read for something else.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Identity(HeaderPlan plan) =>
        [.. Identities.Select(group => (IReadOnlyList<string>)[.. group.Where(n => plan.Names.IndexOf(n) < 0)])];

    public static HeaderRole RolesOf(HeaderPlan plan, string name) => plan.Names.IndexOf(name) is >= 0 and var index ? plan.RolesOf(index) : HeaderRole.None;

    /// <summary>What a header holds: what it is read for, else what its name says.</summary>
    public static HeaderMeaning MeaningOf(HeaderPlan plan, string name)
    {
        if (HeaderPlan.IsForwarded(name))
        {
            return HeaderMeaning.Forwarded;
        }

        return RolesOf(plan, name) switch
        {
            HeaderRole.For => HeaderMeaning.Address,
            HeaderRole.Protocol => plan.ProtocolForm switch
            {
                ProtocolHeaderForm.Switch => HeaderMeaning.Switch,
                ProtocolHeaderForm.Exact => HeaderMeaning.Exact,
                _ => HeaderMeaning.Scheme,
            },
            HeaderRole.Host => HeaderMeaning.Host,
            HeaderRole.Port => HeaderMeaning.Port,
            HeaderRole.Prefix => HeaderMeaning.Prefix,
            _ => MeaningOf(name),
        };
    }

    private static HeaderMeaning MeaningOf(string name)
    {
        if (Signed.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return HeaderMeaning.SignedIdentity;
        }

        if (Identities.Any(group => group.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            return HeaderMeaning.Identity;
        }

        return name[(name.LastIndexOf('-') + 1)..].ToLowerInvariant() switch
        {
            "for" or "ip" or "clientip" => HeaderMeaning.Address,
            "proto" or "scheme" => HeaderMeaning.Scheme,
            "ssl" or "https" => HeaderMeaning.Switch,
            "host" or "server" or "by" => HeaderMeaning.Host,
            "port" => HeaderMeaning.Port,
            "prefix" => HeaderMeaning.Prefix,
            _ => HeaderMeaning.Text,
        };
    }
}
