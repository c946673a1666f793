using System.Diagnostics.CodeAnalysis;
using ProxyAware.Hosts;
using ProxyAware.Https;

namespace ProxyAware.Origins;

/// <summary>An entry of <c>Origins</c> in its canonical form.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Host">The canonical host; of a wildcard, what stands behind <c>*.</c>.</param>
/// <param name="IsWildcard">Whether one or more labels must stand in front of the host.</param>
/// <param name="Port">The port; null means any.</param>
internal sealed record OriginEntry(string Scheme, string Host, bool IsWildcard, int? Port)
{
    /// <summary>Reads an entry as people write it. An entry that could never match is refused with the reason and what to write.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out OriginEntry? entry, out string reason, out string fix)
    {
        entry = null;
        fix = "write scheme, host and where needed port: 'https://app.example.com'";
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        if (separator < 0)
        {
            (reason, fix) = DescribeWithoutScheme(text, fix);
            return false;
        }

        // The origin of a page that opens a WebSocket is the page's: browsers never send ws or wss.
        var scheme = text[..separator].ToLowerInvariant() switch
        {
            "https" or "wss" => SchemeParser.Https,
            "http" or "ws" => SchemeParser.Http,
            _ => null,
        };
        if (scheme is null)
        {
            reason = "only pages served over http and https have an origin that can be told apart";
            fix = $"write 'https://{text[(separator + 3)..]}'";
            return false;
        }

        var rest = text[(separator + 3)..];
        var authority = rest.EndsWith('/') ? rest[..^1] : rest;
        if (!CheckExtras(scheme, authority, out reason, ref fix))
        {
            return false;
        }

        var anyPort = authority.EndsWith(":*", StringComparison.Ordinal);
        var wildcard = authority.StartsWith("*.", StringComparison.Ordinal);
        var bare = authority[(wildcard ? 2 : 0)..^(anyPort ? 2 : 0)];
        if (bare.Contains('*', StringComparison.Ordinal))
        {
            reason = "'*' stands only for whole labels in front of a host, or for the port";
            fix = $"write '{scheme}://*.example.com' or '{scheme}://example.com:*'; 'any' alone allows every origin";
            return false;
        }

        if (!Authorities.TryParseConfigured(bare, out var host, out var port) || (wildcard && HostName.IsLiteral(host)) || (anyPort && port != 0))
        {
            reason = "its host or port cannot be read";
            return false;
        }

        if (wildcard && PublicSuffixes.IsPublic(host))
        {
            reason = $"everyone can have a name below '{host}'";
            fix = $"write '{scheme}://*.your-name.{host}'";
            return false;
        }

        entry = new(scheme, host, wildcard, anyPort ? null : port == 0 ? Authorities.DefaultPort(scheme) : port);
        return true;
    }

    public override string ToString()
    {
        var port = Port is null ? ":*" : Port == Authorities.DefaultPort(Scheme) ? "" : $":{Port}";
        return $"{Scheme}://{(IsWildcard ? "*." : "")}{Host}{port}";
    }

    private static bool CheckExtras(string scheme, string authority, out string reason, ref string fix)
    {
        var end = authority.AsSpan().IndexOfAny("/?#\\");
        if (end >= 0)
        {
            reason = "an origin has no path, query or fragment";
            fix = $"write '{scheme}://{authority[..end]}'";
            return false;
        }

        var at = authority.LastIndexOf('@');
        reason = at < 0 ? "" : "an origin has no user information";
        fix = at < 0 ? fix : $"write '{scheme}://{authority[(at + 1)..]}'";
        return at < 0;
    }

    private static (string Reason, string Fix) DescribeWithoutScheme(string text, string fix) => text switch
    {
        "*" => ("a bare '*' is not understood", "write 'any' alone to allow every origin"),
        "null" or "NULL" => ("every sandboxed page and local file has the origin 'null'", "remove it; serve the page over https and name its origin"),
        _ when Authorities.TryParseConfigured(text.TrimEnd('/'), out _, out _) => ("an origin begins with its scheme", $"write 'https://{text.TrimEnd('/')}'"),
        _ => ("it is no origin", fix),
    };
}
