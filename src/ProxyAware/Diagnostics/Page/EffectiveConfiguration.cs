using System.Text.Json.Nodes;
using ProxyAware.Configuration;
using ProxyAware.Https;

namespace ProxyAware.Diagnostics.Page;

/// <summary>The settings in force, under the names of the options. There are no secrets among them; upstreams are shown by themselves.</summary>
internal static class EffectiveConfiguration
{
    public static JsonObject Of(ProxyAwarePolicy policy, ServerListeners listeners)
    {
        var (trust, plan, transport) = (policy.Resolver.Trust, policy.Resolver.Plan, policy.Transport);
        return new()
        {
            ["trustProxy"] = trust.ToString(),
            ["hopPeers"] = trust.Kind == ProxyTrustKind.HopCount ? trust.Peers.ToString() : null,
            ["proxyHeaders"] = (plan.ReadsForwarded ? ProxyHeaderFamily.Forwarded : ProxyHeaderFamily.XForwarded).ToString(),
            ["forwardedForHeader"] = Name(plan.ForHeader),
            ["protocolHeader"] = plan.ProtocolValue is { } value ? $"{plan.ProtocolHeader}={value}" : Name(plan.ProtocolHeader),
            ["forwardedHostHeader"] = Name(plan.HostHeader),
            ["forwardedPortHeader"] = Name(plan.PortHeader),
            ["forwardedPrefixHeader"] = Name(plan.PrefixHeader),
            ["forTlsProxy"] = transport.ForTlsProxy,
            ["malformedHeaders"] = policy.MalformedHeaders.ToString(),
            ["stripUntrustedHeaders"] = policy.StripUntrustedHeaders,
            ["publicUrl"] = policy.Hosts.PublicUrl?.ToString(),
            ["allowedHosts"] = List(policy.Hosts.Allowed.Entries),
            ["urlRoot"] = policy.Root.Root.IsNone ? null : policy.Root.Root.Value,
            ["urlRootMode"] = policy.Root.Mode.ToString(),
            ["allowUnencrypted"] = transport.AllowUnencrypted,
            ["clearTextIsRefused"] = transport.Refuses(listeners),
            ["unencryptedPaths"] = List(transport.UnencryptedPaths),
            ["unencryptedPeers"] = transport.UnencryptedPeers.IsEmpty ? null : transport.UnencryptedPeers.ToString(),
            ["httpsPort"] = transport.HttpsPort,
            ["origins"] = policy.Origins.Allowlist.AllowsAny ? List(["any"]) : List(policy.Origins.Allowlist.Entries),
            ["originMode"] = policy.Origins.Mode.ToString(),
            ["allowMissingOrigin"] = policy.Origins.AllowMissing,
            ["anyOriginPaths"] = List(policy.Origins.AnyOriginPaths),
            ["autoInsert"] = policy.AutoInsert,
            ["listeners"] = List(listeners.Addresses),
            ["notices"] = new JsonArray([.. policy.Notices.Select(n => new JsonObject { ["code"] = n.Code, ["severity"] = n.IsWarning ? "warning" : "notice", ["text"] = n.Text })]),
        };
    }

    private static string Name(string? header) => header ?? ProxyAwareDefaults.NoHeader;

    private static JsonArray List(IEnumerable<string> entries) => new([.. entries.Select(e => JsonValue.Create(e))]);
}
