using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using ProxyAware.Addresses;

namespace ProxyAware;

/// <summary>
/// The other side of the app's own connection: the last proxy, or a client that came without one. It is what the
/// socket says, never what a header says.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly partial struct ProxyPeer : IEquatable<ProxyPeer>
{
    private ProxyPeer(ProxyPeerKind kind, IPAddress? address, NetAddress value)
    {
        Kind = kind;
        Address = address;
        Value = value;
    }

    /// <summary>A peer that connected over a Unix domain socket.</summary>
    public static ProxyPeer UnixSocket { get; } = new(ProxyPeerKind.UnixSocket, null, default);

    /// <summary>The in-memory test server.</summary>
    public static ProxyPeer InMemory { get; } = new(ProxyPeerKind.InMemory, null, default);

    /// <summary>A peer about which nothing is known.</summary>
    public static ProxyPeer Unknown => default;

    /// <summary>Gets what kind of end point this is.</summary>
    public ProxyPeerKind Kind { get; }

    /// <summary>
    /// Gets the address, or <see langword="null"/> for every kind but <see cref="ProxyPeerKind.Address"/>. An IPv4-mapped IPv6
    /// address, as dual-stack listeners report it, is given as the IPv4 address it means, and without a scope id.
    /// </summary>
    public IPAddress? Address { get; }

    /// <summary>
    /// Gets whether the peer runs on this machine: a loopback address, a Unix socket or the in-memory server. This says
    /// nothing about who the client is: behind a proxy on the same machine every client in the world comes from such a peer.
    /// </summary>
    public bool IsLocal => Kind switch
    {
        ProxyPeerKind.Address => Value.IsLoopback,
        ProxyPeerKind.UnixSocket or ProxyPeerKind.InMemory => true,
        _ => false,
    };

    internal NetAddress Value { get; }

    /// <summary>A peer with an address.</summary>
    /// <param name="address">The address the socket reports.</param>
    /// <returns>The peer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is <see langword="null"/>.</exception>
    public static ProxyPeer FromAddress(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        _ = NetAddress.TryFrom(address, out var value);

        // The caller's object is kept where it is already the plain form: nothing is allocated for the usual IPv4 peer.
        var plain = address.IsIPv4MappedToIPv6 || (!value.IsIPv4 && address.ScopeId != 0) ? value.ToIPAddress() : address;
        return new(ProxyPeerKind.Address, plain, value);
    }

    /// <summary>A peer as its socket reports it.</summary>
    /// <param name="endPoint">The remote end point of the connection; <see langword="null"/> if it has none.</param>
    /// <returns>The peer; <see cref="Unknown"/> for every end point that is neither an IP address nor a Unix domain socket.</returns>
    public static ProxyPeer FromEndPoint(EndPoint? endPoint) => endPoint switch
    {
        IPEndPoint address => FromAddress(address.Address),
        UnixDomainSocketEndPoint => UnixSocket,
        _ => Unknown,
    };

    /// <inheritdoc/>
    public bool Equals(ProxyPeer other) => Kind == other.Kind && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ProxyPeer other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Value);

    /// <summary>Returns the address, or <c>unix</c>, <c>in-memory</c> or <c>unknown</c>.</summary>
    /// <returns>The peer as it is written in logs.</returns>
    public override string ToString() => Kind switch
    {
        ProxyPeerKind.Address => Address!.ToString(),
        ProxyPeerKind.UnixSocket => UnixSocketName,
        ProxyPeerKind.InMemory => InMemoryName,
        _ => UnknownName,
    };

    /// <summary>Compares two peers.</summary>
    /// <param name="left">One peer.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are the same end point, ports aside.</returns>
    public static bool operator ==(ProxyPeer left, ProxyPeer right) => left.Equals(right);

    /// <summary>Compares two peers.</summary>
    /// <param name="left">One peer.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are different end points.</returns>
    public static bool operator !=(ProxyPeer left, ProxyPeer right) => !left.Equals(right);
}
