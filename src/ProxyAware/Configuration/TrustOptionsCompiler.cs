using ProxyAware.Diagnostics;
using ProxyAware.Trust;

namespace ProxyAware.Configuration;

/// <summary>Compiles <c>TrustProxy</c> and <c>HopPeers</c>.</summary>
internal sealed class TrustOptionsCompiler(ProxyAwareOptions options, ProblemList problems, ITokenFiles files)
{
    public ProxyTrust Compile(bool namesAProxy)
    {
        var hopPeers = ReadHopPeers();
        if (options.TrustProxy is null)
        {
            return namesAProxy ? ProxyTrust.Loopback : ProxyTrust.Nobody;
        }

        var key = options.TrustProxyKey ?? ProblemList.Key(nameof(options.TrustProxy));
        var parser = new TrustParser(files);
        var trust = parser.Parse(options.TrustProxy, options.TrustProxyIsList, hopPeers);
        if (trust is null)
        {
            problems.AddTokens(Codes.BadTrust, key, parser.Errors);
            return ProxyTrust.Nobody;
        }

        foreach (var warning in parser.Warnings)
        {
            problems.Warn(Codes.MaskedRange, $"{key}: '{warning.Token}': {warning.Reason}");
        }

        CheckContradictions(trust, key, hopPeers);
        return trust;
    }

    /// <summary>The tokens are checked by themselves, so that a mistake is found before a hop count makes it matter, and is reported once.</summary>
    private string[] ReadHopPeers()
    {
        var hopPeers = TokenList.Split(options.HopPeers);
        var parser = new PeerSetParser(files);
        if (parser.Parse(hopPeers) is not null)
        {
            return hopPeers;
        }

        problems.AddTokens(Codes.BadHopPeers, ProblemList.Key(nameof(options.HopPeers)), parser.Errors);
        return [];
    }

    private void CheckContradictions(ProxyTrust trust, string key, string[] hopPeers)
    {
        if (hopPeers.Length > 0 && trust.Kind is ProxyTrustKind.Addresses or ProxyTrustKind.Anybody)
        {
            problems.Add(
                Codes.ContradictingOptions, nameof(options.HopPeers), string.Join(", ", hopPeers), $"it belongs to a hop count, and {key} names the trusted peers itself", "remove HopPeers, or write a hop count");
        }

        if (options.ForTlsProxy && trust.Kind == ProxyTrustKind.Nobody)
        {
            problems.Add(
                Codes.ContradictingOptions, nameof(options.ForTlsProxy), "true", $"it says that a trusted proxy ends TLS, and {key} trusts nobody", "trust the proxy ('TrustProxy': 'loopback'), or remove ForTlsProxy");
        }

        if (trust.Kind == ProxyTrustKind.Anybody)
        {
            problems.Warn(
                Codes.TrustsEverybody, $"{key} is 'any': whoever connects is believed, so every client chooses the address and the scheme it is seen with. Name your proxies instead");
        }
    }
}
