using System.Collections.Frozen;
using ProxyAware.Hosts;

namespace ProxyAware.Origins;

/// <summary>The compiled settings about origins.</summary>
internal sealed class OriginPolicy
{
    public required OriginAllowlist Allowlist { get; init; }

    public required OriginMode Mode { get; init; }

    public required bool AllowMissing { get; init; }

    public required FrozenSet<string> AnyOriginPaths { get; init; }

    public required HostPolicy Hosts { get; init; }

    /// <summary>
    /// Whether an origin is the app's own: that of the public URL, or that under which the request came. A name that came over clear text and that
    /// nobody configured is not: an attacker's name can be made to point at the app (DNS rebinding).
    /// </summary>
    /// <param name="origin">The origin.</param>
    /// <param name="own">Under which the request came.</param>
    public OriginReason JudgeOwn(in OriginText origin, in OwnOrigin own)
    {
        if (Hosts.PublicUrl is { } url && origin.Is(url.Scheme, url.Host, url.Port))
        {
            return OriginReason.OwnOrigin;
        }

        if (own.AllowsAnyLocal && HostName.IsLocal(origin.Host))
        {
            return OriginReason.OwnOrigin;
        }

        if (own.Host is not { Length: > 0 } || !HostParser.TryParse(own.Host, out var host, out var port)
            || !origin.Is(own.Scheme, host, port == 0 ? Authorities.DefaultPort(own.Scheme) : port))
        {
            return OriginReason.NotListed;
        }

        return own.Scheme == Https.SchemeParser.Https || HostName.IsLocal(host) || HostName.IsLiteral(host) || NamesHost(host)
            ? OriginReason.OwnOrigin
            : OriginReason.Rebinding;
    }

    /// <summary>Whether the settings name a host, wherever.</summary>
    public bool NamesHost(ReadOnlySpan<char> host) =>
        (!Hosts.Allowed.IsEmpty && Hosts.Allowed.Contains(host))
        || (Hosts.PublicUrl is { } url && OriginText.SameHost(host, url.Host))
        || Allowlist.NamesHost(host);
}
