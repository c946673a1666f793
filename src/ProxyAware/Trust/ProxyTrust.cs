using System.Diagnostics.CodeAnalysis;
using System.Net;
using ProxyAware.Addresses;
using ProxyAware.Configuration;
using ProxyAware.Trust;

namespace ProxyAware;

/// <summary>
/// Whom the app believes about its clients: the compiled form of the <c>TrustProxy</c> setting. It is immutable and can be
/// used without a host.
/// </summary>
/// <remarks>
/// A hop count is only as good as the network: whoever can reach the app directly from an address in
/// <see cref="ProxyAwareOptions.HopPeers"/> chooses the address it is seen with. Prefer the addresses of the proxies.
/// </remarks>
public sealed class ProxyTrust
{
    /// <summary>The largest hop count: more proxies than that stand in front of no app.</summary>
    public const int MaxHopCount = 32;

    internal ProxyTrust(ProxyTrustKind kind, PeerSet peers, int hopCount = 0)
    {
        Kind = kind;
        Peers = peers;
        HopCount = hopCount;
    }

    /// <summary>Gets the policy that believes nobody.</summary>
    public static ProxyTrust Nobody { get; } = new(ProxyTrustKind.Nobody, PeerSet.Nobody);

    /// <summary>Gets the policy that believes programs on the same machine: loopback addresses and Unix sockets.</summary>
    public static ProxyTrust Loopback { get; } = new(ProxyTrustKind.Addresses, PeerSet.Loopback);

    /// <summary>Gets how the policy decides.</summary>
    public ProxyTrustKind Kind { get; }

    /// <summary>Gets the number of proxies in front of the app; 0 unless <see cref="Kind"/> is <see cref="ProxyTrustKind.HopCount"/>.</summary>
    public int HopCount { get; }

    /// <summary>The trusted addresses, or with a hop count those the immediate peer may have.</summary>
    internal PeerSet Peers { get; }

    /// <summary>Compiles the text of a <c>TrustProxy</c> setting.</summary>
    /// <param name="text">
    /// <see langword="null"/>, an empty text, <c>false</c>, <c>no</c>, <c>off</c> or <c>0</c> for nobody; a hop count from 1 to 32; a list of addresses,
    /// CIDR ranges and names separated by commas or white space; or <c>any</c>.
    /// </param>
    /// <param name="hopPeers">With a hop count: who the immediate peer may be. The default is <c>loopback, linklocal, uniquelocal, unix</c>.</param>
    /// <param name="contentRoot">The folder to which <c>file:</c> tokens are relative. The default is the current directory.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="FormatException">The text is not a setting; the message names each bad token, the reason and what to write instead.</exception>
    public static ProxyTrust Parse(string? text, string? hopPeers = null, string? contentRoot = null) =>
        TryParse(text, hopPeers, contentRoot, out var trust, out var error) ? trust : throw new FormatException(error);

    /// <summary>Compiles the text of a <c>TrustProxy</c> setting without throwing.</summary>
    /// <param name="text">The text; see <see cref="Parse"/>.</param>
    /// <param name="trust">The policy.</param>
    /// <param name="error">What is wrong with the text, and what to write instead.</param>
    /// <returns>Whether the text is a setting.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ProxyTrust? trust, [NotNullWhen(false)] out string? error) =>
        TryParse(text, hopPeers: null, contentRoot: null, out trust, out error);

    /// <summary>Compiles the text of a <c>TrustProxy</c> setting without throwing.</summary>
    /// <param name="text">The text; see <see cref="Parse"/>.</param>
    /// <param name="hopPeers">With a hop count: who the immediate peer may be; see <see cref="Parse"/>.</param>
    /// <param name="contentRoot">The folder to which <c>file:</c> tokens are relative; see <see cref="Parse"/>.</param>
    /// <param name="trust">The policy.</param>
    /// <param name="error">What is wrong with the texts, and what to write instead.</param>
    /// <returns>Whether the texts are settings.</returns>
    public static bool TryParse(
        string? text, string? hopPeers, string? contentRoot, [NotNullWhen(true)] out ProxyTrust? trust, [NotNullWhen(false)] out string? error)
    {
        var parser = new TrustParser(new TokenFiles(ContentFolder.Of(contentRoot)));
        trust = parser.Parse(text, isList: false, TokenList.Split(hopPeers));
        error = trust is null ? string.Join(Environment.NewLine, parser.Errors.Select(e => $"'{e.Token}': {e.Reason}; {e.Fix}")) : null;
        return trust is not null;
    }

    /// <summary>Whether the forwarding headers of a peer are believed.</summary>
    /// <param name="peer">The other side of the app's connection.</param>
    /// <returns>Whether it is a trusted proxy.</returns>
    public bool IsTrusted(ProxyPeer peer) => Peers.Contains(peer);

    /// <summary>Whether an address is that of a trusted proxy.</summary>
    /// <param name="address">The address.</param>
    /// <param name="distance">How many hops in front of the app it stands: the peer is 0, the right-most element of the header is 1.</param>
    /// <returns>Whether the next element to the left, which this hop wrote, is believed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="distance"/> is negative.</exception>
    public bool IsTrusted(IPAddress address, int distance)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfNegative(distance);
        return distance == 0
            ? IsTrusted(ProxyPeer.FromAddress(address))
            : NetAddress.TryFrom(address, out var value) && IsTrustedHop(value, distance);
    }

    /// <summary>Returns the policy in the words of settings, for people.</summary>
    /// <returns>The hop count, the list, <c>any</c>; or <c>nobody</c>, which is written <c>false</c> in settings.</returns>
    public override string ToString() => Kind == ProxyTrustKind.HopCount ? $"{HopCount}" : Peers.ToString();

    /// <summary>Whether the hop at a distance of one or more wrote an element that is believed.</summary>
    internal bool IsTrustedHop(NetAddress address, int distance) => Kind switch
    {
        ProxyTrustKind.HopCount => distance < HopCount,
        ProxyTrustKind.Addresses => Peers.Contains(address),
        ProxyTrustKind.Anybody => true,
        _ => false,
    };
}
