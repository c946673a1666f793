using System.Diagnostics.CodeAnalysis;
using ProxyAware.Https;

namespace ProxyAware.Hosts;

/// <summary>The URL under which people reach the app, taken apart.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Host">The canonical host, without its port.</param>
/// <param name="Port">The port; the scheme's default where none was written.</param>
/// <param name="Root">The root path, empty if there is none.</param>
internal sealed record PublicUrl(string Scheme, string Host, int Port, UrlRoot Root)
{
    /// <summary>Host and port as they stand in a URL: default ports are not written.</summary>
    public HostString Authority { get; } = Authorities.Format(Host, Port, Scheme);

    public bool IsHttps => Scheme == SchemeParser.Https;

    public static bool TryParse(string text, [NotNullWhen(true)] out PublicUrl? url, [NotNullWhen(false)] out string? reason)
    {
        url = null;
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = separator < 0 ? null : text[..separator].ToLowerInvariant() switch { "http" => "http", "https" => "https", _ => null };
        if (scheme is null)
        {
            reason = "it does not begin with https:// or http://";
            return false;
        }

        var rest = text[(separator + 3)..];
        if (rest.AsSpan().IndexOfAny('?', '#') >= 0)
        {
            reason = "it has a query or a fragment, which no root has";
            return false;
        }

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? rest : rest[..slash];
        if (authority.Contains('@', StringComparison.Ordinal))
        {
            reason = "it has user information in front of the host";
            return false;
        }

        if (!Authorities.TryParseConfigured(authority, out var host, out var port))
        {
            reason = "its host or port cannot be read";
            return false;
        }

        if (!UrlRoot.TryParse(slash < 0 ? "" : rest[slash..], out var root, out reason))
        {
            reason = $"its path cannot be a root: {reason}";
            return false;
        }

        url = new(scheme, host, port == 0 ? Authorities.DefaultPort(scheme) : port, root);
        return true;
    }

    public override string ToString() => $"{Scheme}://{Authority}{Root.Value}";

}
