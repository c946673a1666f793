using ProxyAware.Diagnostics;
using ProxyAware.Hosts;
using ProxyAware.Trust;

namespace ProxyAware.Configuration;

/// <summary>Compiles <c>PublicUrl</c> and <c>AllowedHosts</c>.</summary>
internal sealed class HostOptionsCompiler(ProxyAwareOptions options, ProblemList problems)
{
    public HostPolicy Compile(bool readsForwardedHost)
    {
        var publicUrl = CompilePublicUrl();
        var entries = TokenList.Split(options.AllowedHosts);
        var hosts = entries.Select(CompileHost).OfType<string>().ToArray();
        if (readsForwardedHost && entries.Length == 0 && string.IsNullOrWhiteSpace(options.PublicUrl))
        {
            problems.Add(
                Codes.HostHeaderNeedsHosts, nameof(options.ForwardedHostHeader), options.ForwardedHostHeader, "most proxies pass on what a client writes there, so the hosts it may name must be known", "set 'AllowedHosts': 'example.com' or 'PublicUrl': 'https://example.com'");
        }

        if (entries.Length == 0 && publicUrl is null)
        {
            problems.Notice(
                Codes.AnyHost, "Neither PublicUrl nor AllowedHosts is set: links and redirects name whatever host a client asks for. Set one: \"PublicUrl\": \"https://app.example.com\"");
        }

        return new HostPolicy(new HostSet(hosts), publicUrl);
    }

    private PublicUrl? CompilePublicUrl()
    {
        var text = options.PublicUrl?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (!PublicUrl.TryParse(text, out var url, out var reason))
        {
            problems.Add(Codes.BadPublicUrl, nameof(options.PublicUrl), text, reason, "write scheme, host, and where needed port and path: 'https://ops.example.com/cockpit'");
        }

        return url;
    }

    private string? CompileHost(string entry)
    {
        var wildcard = entry.StartsWith("*.", StringComparison.Ordinal);
        var name = wildcard ? entry[2..] : entry;
        if (HostName.TryCanonicalize(name, out var host) && !(wildcard && HostName.IsLiteral(host)))
        {
            return wildcard ? "*." + host : host;
        }

        var (reason, fix) = entry switch
        {
            "*" or "any" => ("every host is what an empty list means", "remove it"),
            _ when entry.Contains("://", StringComparison.Ordinal) => ("a URL is no host", "write the name alone: 'example.com'"),
            _ when entry.Contains('*', StringComparison.Ordinal) => ("the only pattern is '*.' in front of a name", "write 'example.com' or '*.example.com'"),
            _ when Authorities.TryParseConfigured(entry, out var bare, out _) => ("a host has no port here; every port of it is allowed", $"write '{bare}'"),
            _ => ("it is no host name", "write 'example.com', '*.example.com' or an address"),
        };
        problems.Add(Codes.BadHost, nameof(options.AllowedHosts), entry, reason, fix);
        return null;
    }
}
