using System.Diagnostics.CodeAnalysis;
using ProxyAware.Addresses;

namespace ProxyAware;

/// <content>How a peer is written: the text of <see cref="ToString"/> and back.</content>
public readonly partial struct ProxyPeer : ISpanParsable<ProxyPeer>
{
    private const string UnixSocketName = "unix";
    private const string InMemoryName = "in-memory";
    private const string UnknownName = "unknown";

    /// <summary>Reads a peer.</summary>
    /// <param name="text">An IPv4 or IPv6 address without port, brackets and scope; or <c>unix</c>, <c>in-memory</c> or <c>unknown</c> in any case.</param>
    /// <returns>The peer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static ProxyPeer Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan());
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static ProxyPeer Parse(ReadOnlySpan<char> text) => TryParse(text, out var peer)
        ? peer
        : throw new FormatException($"'{Diagnostics.SafeText.Quote(text.ToString())}' is no peer: write an address such as 10.0.0.1, '{UnixSocketName}', '{InMemoryName}' or '{UnknownName}'.");

    /// <summary>Reads a peer without throwing.</summary>
    /// <param name="text">The text; see <see cref="Parse(string)"/>.</param>
    /// <param name="peer">The peer; <see cref="Unknown"/> where the text is none.</param>
    /// <returns>Whether the text is a peer.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ProxyPeer peer) => TryParse(text.AsSpan(), out peer);

    /// <inheritdoc cref="TryParse(string?, out ProxyPeer)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out ProxyPeer peer)
    {
        peer = Unknown;
        if (AddressParser.TryParseLiteral(text, out var address))
        {
            peer = new(ProxyPeerKind.Address, address.ToIPAddress(), address);
            return true;
        }

        foreach (var named in (ReadOnlySpan<ProxyPeer>)[UnixSocket, InMemory, Unknown])
        {
            if (text.Equals(named.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                peer = named;
                return true;
            }
        }

        return false;
    }

    static ProxyPeer IParsable<ProxyPeer>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ProxyPeer>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ProxyPeer result) => TryParse(s, out result);

    static ProxyPeer ISpanParsable<ProxyPeer>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<ProxyPeer>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ProxyPeer result) => TryParse(s, out result);
}
