using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;

namespace ProxyAware.Upstream.Compilation;

/// <summary>
/// Compiles the list of cipher suites. Each protocol that is offered needs a suite in it: without one the framework fails at the first request, or quietly does
/// without the protocol. Where both protocols may be used, one without a suite is not offered, and that is said.
/// </summary>
internal sealed class CipherSuitesCompiler(UpstreamTlsOptions options, UpstreamProblems problems)
{
    private static readonly (SslProtocols Protocol, string Name, string Example)[] Protocols =
    [
        (SslProtocols.Tls12, "TLS 1.2", nameof(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384)),
        (SslProtocols.Tls13, "TLS 1.3", nameof(TlsCipherSuite.TLS_AES_256_GCM_SHA384)),
    ];

    private static readonly Lazy<string[]> Usable = new(() => [.. Enum.GetValues<TlsCipherSuite>().Where(s => CipherSuiteRules.Problem(s) is null).Select(s => s.ToString())]);

    private const SslProtocols Both = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>The protocols that are offered; known once the list was compiled.</summary>
    public SslProtocols OfferedProtocols { get; private set; } = options.Protocols;

    public CipherSuitesPolicy? Compile()
    {
        if (options.CipherSuites.Count == 0)
        {
            return null;
        }

        var suites = options.CipherSuites.Select(Read).OfType<TlsCipherSuite>().ToList();
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            Add(null, "this operating system does not let a program choose its cipher suites", "remove it");
            return null;
        }

        if (suites.Count < options.CipherSuites.Count)
        {
            return null;
        }

        Narrow(suites);
        foreach (var (protocol, name, example) in Protocols.Where(p => OfferedProtocols.HasFlag(p.Protocol)))
        {
            CheckProtocol(protocol, name, example, [.. suites.Where(s => CipherSuiteRules.ProtocolOf(s) == protocol)]);
        }

        if (options.AllowSessionResumption == true)
        {
            problems.Warn(Codes.NeverResumes, "with CipherSuites no session is ever resumed, although AllowSessionResumption is true");
        }

        return new CipherSuitesPolicy(suites);
    }

    /// <summary>Both protocols are the default, so a list of suites for one of them says which one is meant.</summary>
    private void Narrow(IReadOnlyList<TlsCipherSuite> suites)
    {
        var meant = suites.Aggregate(SslProtocols.None, (sum, s) => sum | CipherSuiteRules.ProtocolOf(s));
        if (options.Protocols == Both && meant != Both)
        {
            OfferedProtocols = meant;
            problems.Notice(Codes.ProtocolWithoutSuite, $"CipherSuites has suites of {meant} alone, so no other protocol is offered");
        }
    }

    private TlsCipherSuite? Read(string name)
    {
        if (!ValueText.TryName<TlsCipherSuite>(name.Trim(), out var suite))
        {
            Add(
                name, "there is no cipher suite of that name",
                Nearest.Find(name, Usable.Value) is { } near ? $"write '{near}'" : $"write an IANA name such as '{nameof(TlsCipherSuite.TLS_AES_256_GCM_SHA384)}'");
            return null;
        }

        if (CipherSuiteRules.Problem(suite) is { } reason)
        {
            Add(name, reason, $"remove it, or use one such as '{nameof(TlsCipherSuite.TLS_AES_256_GCM_SHA384)}'");
            return null;
        }

        return suite;
    }

    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("macos")]
    private void CheckProtocol(SslProtocols protocol, string name, string example, IReadOnlyList<TlsCipherSuite> suites)
    {
        var other = OfferedProtocols & Both & ~protocol;
        var fix = $"add one such as '{example}'{(other == SslProtocols.None ? "" : $", or set Protocols to {other}")}";
        if (suites.Count == 0)
        {
            Add(string.Join(", ", options.CipherSuites), $"none of these is a suite of {name}, which Protocols offers", fix);
        }
        else if (!CipherSuiteProbe.IsOffered(protocol, suites))
        {
            Add(string.Join(", ", suites), $"the TLS library of this machine has none of these, and the list has no other suite of {name}, which Protocols offers", fix);
        }
    }

    private void Add(string? value, string reason, string fix) => problems.Add(Codes.BadCipherSuites, nameof(options.CipherSuites), value, reason, fix);
}
