using System.Buffers;
using System.Globalization;

namespace ProxyAware.Trust;

/// <summary>Compiles <c>TrustProxy</c> and <c>HopPeers</c>. Whatever could mean "trust more than was meant" is an error that says what to write.</summary>
internal sealed class TrustParser(ITokenFiles files)
{
    private const string WhatToWrite =
        "write the number of proxies in front of the app (1), their addresses ('10.42.0.0/24'), 'loopback' for a proxy on this machine, 'false' for none, or 'any' to trust every peer";

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly string[] Nobody = ["false", "no", "off", "0"];

    private static readonly string[] Everybody = ["true", "yes", "on", "all", "*"];

    private static readonly string[] DefaultHopPeers =
        [NamedRanges.LoopbackName, NamedRanges.LinkLocalName, NamedRanges.UniqueLocalName, NamedRanges.UnixName];

    public List<TokenProblem> Errors { get; } = [];

    public List<TokenProblem> Warnings { get; } = [];

    /// <summary>The policy, or <see langword="null"/> with <see cref="Errors"/>.</summary>
    /// <param name="text">The setting as one text.</param>
    /// <param name="isList">Whether it was written as a list, where words and numbers have no meaning of their own.</param>
    /// <param name="hopPeers">The tokens of <c>HopPeers</c>; none means the default.</param>
    public ProxyTrust? Parse(string? text, bool isList, IReadOnlyList<string> hopPeers)
    {
        var tokens = TokenList.Split(text);
        if (tokens.Length == 0)
        {
            return ProxyTrust.Nobody;
        }

        if (tokens.Length == 1 && !isList && ParseWord(tokens[0], hopPeers) is { } answer)
        {
            return answer.Trust;
        }

        var set = ParseSet(tokens);
        return set switch
        {
            null => null,
            { IsAnybody: true } => new(ProxyTrustKind.Anybody, set),
            { IsEmpty: true } => ProxyTrust.Nobody,
            _ => new(ProxyTrustKind.Addresses, set),
        };
    }

    /// <summary>Reads what is no list. Null: it may be one. A null policy inside: it is an error.</summary>
    private (ProxyTrust? Trust, bool Handled)? ParseWord(string token, IReadOnlyList<string> hopPeers)
    {
        if (Nobody.Contains(token, StringComparer.OrdinalIgnoreCase))
        {
            return (ProxyTrust.Nobody, true);
        }

        if (Everybody.Contains(token, StringComparer.OrdinalIgnoreCase))
        {
            return Fail(token, "it would believe whoever connects and every address a client makes up", WhatToWrite);
        }

        if (!LooksLikeNumber(token))
        {
            return null;
        }

        if (!TokenList.IsNumber(token) || (token.Length > 1 && token[0] == '0')
            || !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var hops) || hops > ProxyTrust.MaxHopCount)
        {
            return Fail(token, $"a hop count is a whole number from 1 to {ProxyTrust.MaxHopCount}, without sign or leading zeros", WhatToWrite);
        }

        var peers = ParseSet(hopPeers.Count == 0 ? DefaultHopPeers : hopPeers);
        return (peers is null ? null : new ProxyTrust(ProxyTrustKind.HopCount, peers, hops), true);
    }

    private PeerSet? ParseSet(IReadOnlyList<string> tokens)
    {
        var parser = new PeerSetParser(files);
        var set = parser.Parse(tokens);
        Errors.AddRange(parser.Errors);
        Warnings.AddRange(parser.Warnings);
        return set;
    }

    private (ProxyTrust? Trust, bool Handled) Fail(string token, string reason, string fix)
    {
        Errors.Add(new(token, reason, fix));
        return (null, true);
    }

    /// <summary><c>1</c>, <c>-1</c>, <c>1.5</c> and the like; not <c>10.0.0.1</c>, which is an address.</summary>
    private static bool LooksLikeNumber(string token)
    {
        var digits = token.AsSpan().TrimStart("+-");
        return !digits.IsEmpty && digits.Count('.') <= 1 && !digits.ContainsAnyExcept(NumberCharacters);
    }
}
