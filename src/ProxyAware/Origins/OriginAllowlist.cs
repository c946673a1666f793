using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ProxyAware.Addresses;
using ProxyAware.Origins;
using ProxyAware.Trust;

namespace ProxyAware;

/// <summary>
/// The origins that may open WebSockets and send unsafe requests. It is immutable, and can be used without a host. A look-up costs the
/// same however many entries there are and however long the origin is, and allocates nothing.
/// </summary>
public sealed class OriginAllowlist
{
    private const string AnyWord = "any";

    // The hexadecimal digits of an IPv6 address.
    private const int HostKeyLength = 32;

    // By scheme: http, https. Looking a span up needs a view of the dictionary, which is not free to make.
    private readonly FrozenDictionary<string, PortRule>.AlternateLookup<ReadOnlySpan<char>>[] _exact;
    private readonly FrozenDictionary<string, PortRule>.AlternateLookup<ReadOnlySpan<char>>[] _wildcard;

    internal OriginAllowlist(IReadOnlyList<OriginEntry> entries, bool allowsAny)
    {
        AllowsAny = allowsAny;
        Entries = [.. entries.Select(e => e.ToString()).Distinct(StringComparer.Ordinal)];
        _exact = [Index(entries, "http", wildcard: false), Index(entries, "https", wildcard: false)];
        _wildcard = [Index(entries, "http", wildcard: true), Index(entries, "https", wildcard: true)];
    }

    /// <summary>Gets the list without entries.</summary>
    public static OriginAllowlist Empty { get; } = new([], allowsAny: false);

    /// <summary>Gets whether every origin is allowed, <c>null</c> included.</summary>
    public bool AllowsAny { get; }

    /// <summary>Gets the entries in their canonical form: <c>wss</c> has become https, default ports and trailing slashes are gone, names are in punycode.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>Compiles a list.</summary>
    /// <param name="entries">The entries; each may hold several, separated by commas or white space.</param>
    /// <returns>The list.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">An entry could never match; the message names each, the reason and what to write instead.</exception>
    public static OriginAllowlist Parse(params IEnumerable<string> entries) =>
        TryParse(entries, out var list, out var error) ? list : throw new FormatException(error);

    /// <summary>Compiles a list without throwing.</summary>
    /// <param name="entries">The entries; see <see cref="Parse"/>.</param>
    /// <param name="list">The list.</param>
    /// <param name="error">What is wrong with the entries, and what to write instead.</param>
    /// <returns>Whether they are a list.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is <see langword="null"/>.</exception>
    public static bool TryParse(IEnumerable<string> entries, [NotNullWhen(true)] out OriginAllowlist? list, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(entries);
        list = Compile(TokenList.Split(entries), out var problems);
        error = list is null ? string.Join(Environment.NewLine, problems.Select(p => $"'{p.Token}': {p.Reason}; {p.Fix}")) : null;
        return list is not null;
    }

    /// <summary>Whether a received <c>Origin</c> is allowed.</summary>
    /// <param name="origin">The value of the header.</param>
    /// <returns>Whether it is exactly <c>http(s)://host[:port]</c> and an entry matches it.</returns>
    public bool IsAllowed(ReadOnlySpan<char> origin) => AllowsAny || (OriginText.TryParse(origin, out var parsed) && Contains(parsed));

    internal static OriginAllowlist? Compile(string[] tokens, out List<TokenProblem> problems)
    {
        problems = [];
        if (tokens is [var only] && only.Equals(AnyWord, StringComparison.OrdinalIgnoreCase))
        {
            return new([], allowsAny: true);
        }

        var entries = new List<OriginEntry>();
        foreach (var token in tokens)
        {
            if (token.Equals(AnyWord, StringComparison.OrdinalIgnoreCase))
            {
                problems.Add(new(token, "'any' stands alone or not at all", "remove it, or remove the other entries"));
            }
            else if (OriginEntry.TryParse(token, out var entry, out var reason, out var fix))
            {
                entries.Add(entry);
            }
            else
            {
                problems.Add(new(token, reason, fix));
            }
        }

        return problems.Count == 0 ? new(entries, allowsAny: false) : null;
    }

    internal bool Contains(in OriginText origin)
    {
        Span<char> buffer = stackalloc char[HostKeyLength];
        var host = Key(origin.Host, buffer);
        var scheme = origin.IsHttps ? 1 : 0;
        if (_exact[scheme].TryGetValue(host, out var rule) && rule.Allows(origin.Port))
        {
            return true;
        }

        if (_wildcard[scheme].Dictionary.Count == 0)
        {
            return false;
        }

        // One or more labels in front, never the apex.
        for (var dot = host.IndexOf('.'); dot >= 0; dot = host.IndexOf('.'))
        {
            host = host[(dot + 1)..];
            if (_wildcard[scheme].TryGetValue(host, out rule) && rule.Allows(origin.Port))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an entry names a host, over any scheme and port: then the host is the app's own, and no attacker's DNS name.</summary>
    internal bool NamesHost(ReadOnlySpan<char> host)
    {
        Span<char> buffer = stackalloc char[HostKeyLength];
        var key = Key(host, buffer);
        return _exact[0].ContainsKey(key) || _exact[1].ContainsKey(key);
    }

    private static FrozenDictionary<string, PortRule>.AlternateLookup<ReadOnlySpan<char>> Index(IEnumerable<OriginEntry> entries, string scheme, bool wildcard) =>
        entries.Where(e => e.Scheme == scheme && e.IsWildcard == wildcard)
            .GroupBy(e => Key(e.Host, stackalloc char[HostKeyLength]).ToString(), StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(g => g.Key, g => new PortRule(g.Select(e => e.Port)), StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a host is looked up by: itself, or the digits of an IPv6 address, which has many spellings.</summary>
    private static ReadOnlySpan<char> Key(ReadOnlySpan<char> host, Span<char> buffer)
    {
        if (host is not ['[', .. var literal, ']'] || !AddressParser.TryParseLiteral(literal, out var address))
        {
            return host;
        }

        // In two halves: formatting all 128 bits at once allocates.
        _ = address.Upper.TryFormat(buffer, out var upper, "x16", CultureInfo.InvariantCulture);
        _ = address.Lower.TryFormat(buffer[upper..], out var lower, "x16", CultureInfo.InvariantCulture);
        return buffer[..(upper + lower)];
    }
}
