using System.Runtime.InteropServices;

namespace ProxyAware.Hosts;

/// <summary>The host that the app should take for its own in this request.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EffectiveHost(HostVerdict Verdict, HostString Host, bool IsPublicUrl, bool PortIgnored)
{
    /// <param name="policy">The hosts the app answers to.</param>
    /// <param name="host">The believed forwarded host, else <c>Host</c>.</param>
    /// <param name="forwardedPort">The believed forwarded port, or 0.</param>
    /// <param name="scheme">The effective scheme.</param>
    /// <param name="isLocal">Whether the request was made on this machine; such a request keeps its host.</param>
    public static EffectiveHost Decide(HostPolicy policy, string? host, int forwardedPort, string scheme, bool isLocal)
    {
        if (string.IsNullOrEmpty(host))
        {
            // Some requests may go on without one; what the app calls itself is known all the same.
            return policy.PublicUrl is { } url && !isLocal ? new(HostVerdict.Missing, url.Authority, IsPublicUrl: true, PortIgnored: false) : new(HostVerdict.Missing, default, false, false);
        }

        if (forwardedPort == 0 && policy.WasKept(host))
        {
            return new(HostVerdict.Accepted, new HostString(host), false, false);
        }

        if (!HostParser.TryParse(host, out var name, out var port))
        {
            return new(HostVerdict.Malformed, default, false, false);
        }

        if (isLocal)
        {
            return new(HostVerdict.Accepted, new HostString(host), false, false);
        }

        var verdict = policy.IsAllowed(name) ? HostVerdict.Accepted : HostVerdict.NotAllowed;
        if (policy.IsReplaced(name))
        {
            return new(verdict, policy.PublicUrl!.Authority, IsPublicUrl: true, PortIgnored: false);
        }

        if (port != 0 || forwardedPort == 0 || forwardedPort == Authorities.DefaultPort(scheme))
        {
            if (verdict == HostVerdict.Accepted)
            {
                policy.Keep(host);
            }

            return new(verdict, new HostString(host), false, false);
        }

        // The other scheme's port is a proxy that reports its own listener: https://example.com:80 is nobody's URL.
        return forwardedPort is 80 or 443
            ? new(verdict, new HostString(host), false, PortIgnored: true)
            : new(verdict, new HostString(host, forwardedPort), false, false);
    }
}
