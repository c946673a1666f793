using System.Net.Security;
using System.Security.Authentication;
using ProxyAware.Addresses;
using ProxyAware.Diagnostics;
using ProxyAware.Hosts;

namespace ProxyAware.Upstream.Compilation;

/// <summary>Compiles names, protocols, cipher suites and the timeout.</summary>
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

    public CipherSuitesPolicy? CipherSuites()
    {
        var suites = new List<TlsCipherSuite>();
        foreach (var name in options.CipherSuites)
        {
            if (Configuration.ValueText.TryName<TlsCipherSuite>(name.Trim(), out var suite))
            {
                suites.Add(suite);
            }
            else
            {
                problems.Add(
                    Codes.BadCipherSuites, nameof(options.CipherSuites), name, "there is no cipher suite of that name",
                    Configuration.Nearest.Find(name, Enum.GetNames<TlsCipherSuite>()) is { } near ? $"write '{near}'" : "write an IANA name such as 'TLS_AES_256_GCM_SHA384'");
            }
        }

        if (suites.Count == 0)
        {
            return null;
        }

        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            problems.Add(Codes.BadCipherSuites, nameof(options.CipherSuites), null, "this operating system does not let a program choose its cipher suites", "remove it");
            return null;
        }

        if (options.AllowSessionResumption == true)
        {
            problems.Warn(Codes.NeverResumes, "with CipherSuites no session is ever resumed, although AllowSessionResumption is true");
        }

        return new CipherSuitesPolicy(suites);
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
