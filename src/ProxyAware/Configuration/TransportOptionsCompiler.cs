using System.Collections.Frozen;
using ProxyAware.Diagnostics;
using ProxyAware.Forwarding;
using ProxyAware.Hosts;
using ProxyAware.Https;
using ProxyAware.Trust;

namespace ProxyAware.Configuration;

/// <summary>Compiles the options about clear text.</summary>
internal sealed class TransportOptionsCompiler(ProxyAwareOptions options, ProblemList problems, ITokenFiles files)
{
    public TransportPolicy Compile(ProxyTrust trust, HeaderPlan plan, HostPolicy hosts)
    {
        CheckPort(hosts.PublicUrl);
        if (options.AllowUnencrypted == false && hosts.PublicUrl is { IsHttps: false })
        {
            problems.Add(
                Codes.ContradictingOptions, nameof(options.AllowUnencrypted), "false", "PublicUrl says that people reach the app over http", "write an https PublicUrl, or 'AllowUnencrypted': true");
        }

        var trustIsSet = options.TrustProxy is not null && trust.Kind != ProxyTrustKind.Nobody;
        var protocolIsNamed = plan.ProtocolHeader is not null && (!string.IsNullOrWhiteSpace(options.ProtocolHeader) || options.ProxyHeaders == ProxyHeaderFamily.Forwarded);
        (string Name, bool IsSet)[] settings =
        [
            (nameof(options.TrustProxy), trustIsSet), (nameof(options.ProtocolHeader), protocolIsNamed),
            (nameof(options.ForTlsProxy), options.ForTlsProxy), (nameof(options.HttpsPort), options.HttpsPort is not null),
        ];
        string[] speakOfHttps = [.. settings.Where(s => s.IsSet).Select(s => s.Name)];
        if (options.AllowUnencrypted is null && hosts.PublicUrl is { IsHttps: false } && speakOfHttps.Length > 0)
        {
            problems.Warn(
                Codes.PublicUrlIsHttp,
                $"PublicUrl is '{options.PublicUrl}', and clear text is refused because of {string.Join(", ", speakOfHttps)}: whoever opens it is redirected to https. Write an https PublicUrl; or, if http is meant, \"AllowUnencrypted\": true");
        }

        return new()
        {
            AllowUnencrypted = options.AllowUnencrypted,
            HttpsKnown = speakOfHttps.Length > 0 || hosts.PublicUrl is { IsHttps: true },
            ForTlsProxy = options.ForTlsProxy,
            HttpsPort = options.HttpsPort ?? (hosts.PublicUrl is { IsHttps: true } url ? url.Port : null),
            UnencryptedPaths = CompilePaths(),
            UnencryptedPeers = CompilePeers(),
        };
    }

    private void CheckPort(PublicUrl? publicUrl)
    {
        if (options.HttpsPort is < 1 or > 65535)
        {
            problems.Add(Codes.BadPort, nameof(options.HttpsPort), $"{options.HttpsPort}", "a port is a number from 1 to 65535", "write the port of your https URL, such as 443");
        }
        else if (options.HttpsPort is { } port && publicUrl is { IsHttps: true } && publicUrl.Port != port)
        {
            problems.Add(
                Codes.ContradictingOptions, nameof(options.HttpsPort), $"{port}", $"PublicUrl has the port {publicUrl.Port}", "remove HttpsPort; PublicUrl says it");
        }
    }

    private FrozenSet<string> CompilePaths()
    {
        var paths = new List<string>();
        foreach (var path in TokenList.Split(options.UnencryptedPaths))
        {
            if (ExactPath.TryParse(path, out var decoded))
            {
                paths.Add(decoded);
            }
            else
            {
                problems.Add(Codes.BadPath, nameof(options.UnencryptedPaths), path, ExactPath.Reason, ExactPath.Fix("/ping"));
            }
        }

        return paths.ToFrozenSet(StringComparer.Ordinal);
    }

    private PeerSet CompilePeers()
    {
        var parser = new PeerSetParser(files);
        var set = parser.Parse(TokenList.Split(options.UnencryptedPeers));
        problems.AddTokens(Codes.BadPeers, ProblemList.Key(nameof(options.UnencryptedPeers)), parser.Errors);
        foreach (var warning in parser.Warnings)
        {
            problems.Warn(Codes.MaskedRange, $"{ProblemList.Key(nameof(options.UnencryptedPeers))}: '{warning.Token}': {warning.Reason}");
        }

        if (set is { IsAnybody: true })
        {
            problems.Add(
                Codes.BadPeers, nameof(options.UnencryptedPeers), "any", "it would exempt whoever reaches the app directly", "name the peers, or write 'AllowUnencrypted': true");
        }

        return set ?? PeerSet.Nobody;
    }
}
