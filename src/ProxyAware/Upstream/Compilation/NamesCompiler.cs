using System.Security.Authentication;
using ProxyAware.Addresses;
using ProxyAware.Diagnostics;
using ProxyAware.Hosts;

namespace ProxyAware.Upstream.Compilation;

/// <summary>Compiles names, protocols and the timeout.</summary>
internal sealed class NamesCompiler(UpstreamTlsOptions options, UpstreamProblems problems)
{
    private const SslProtocols Offered = SslProtocols.Tls12 | SslProtocols.Tls13;

    public string? ServerName() => Name(nameof(options.ServerName), options.ServerName);

    public string? VerifyName() => Name(nameof(options.VerifyName), options.VerifyName);

    public SslProtocols Protocols()
    {
        if (options.Protocols == SslProtocols.None || (options.Protocols & ~Offered) != 0)
        {
            problems.Add(Codes.BadProtocols, nameof(options.Protocols), options.Protocols.ToString(), "only TLS 1.2 and 1.3 may be offered", "write Tls12, Tls13 or both");
        }

        return options.Protocols;
    }

    public TimeSpan Timeout()
    {
        if (options.HandshakeTimeout <= TimeSpan.Zero || options.HandshakeTimeout > UpstreamTlsDefaults.MaxHandshakeTimeout)
        {
            problems.Add(
                Codes.BadHandshakeTimeout, nameof(options.HandshakeTimeout), options.HandshakeTimeout.ToString(), "it must be longer than nothing and at most an hour",
                "write '00:00:10' for ten seconds");
        }

        return options.HandshakeTimeout;
    }

    private string? Name(string option, string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var literal = text is ['[', .. var inner, ']'] ? inner : text;
        if (AddressParser.TryParseLiteral(literal, out var address))
        {
            return address.ToString();
        }

        if (HostName.TryCanonicalize(text, out var host))
        {
            return host;
        }

        var reason = text.Contains("://", StringComparison.Ordinal) ? "it is a URL"
            : text.Contains('/', StringComparison.Ordinal) ? "it has a path"
            : text.Contains(':', StringComparison.Ordinal) ? "it has a port"
            : text.Contains('*', StringComparison.Ordinal) ? "it is a pattern, and one name is verified"
            : "it is no host name";
        problems.Add(Codes.BadServerName, option, text, reason, "write a host name or an address alone, such as 'backend.example.com'");
        return null;
    }
}
