using ProxyAware.Addresses;

namespace ProxyAware.Trust;

/// <summary>A compiled list of tokens: addresses, and the kinds of peer that have none.</summary>
internal sealed class PeerSet
{
    public static readonly PeerSet Nobody = new(AddressSet.Empty, unixSocket: false, inMemory: false, text: "nobody");

    public static readonly PeerSet Anybody = new(AddressSet.Empty, unixSocket: true, inMemory: true, text: "any") { IsAnybody = true };

    public static readonly PeerSet Loopback = new(NamedRanges.Loopback, unixSocket: true, inMemory: true, text: NamedRanges.LoopbackName);

    private readonly bool _unixSocket;
    private readonly bool _inMemory;
    private readonly string _text;

    public PeerSet(AddressSet addresses, bool unixSocket, bool inMemory, string text)
    {
        Addresses = addresses;
        _unixSocket = unixSocket;
        _inMemory = inMemory;
        _text = text;
    }

    public AddressSet Addresses { get; }

    public bool IsAnybody { get; private init; }

    public bool IsEmpty => !IsAnybody && Addresses.Count == 0 && !_unixSocket && !_inMemory;

    public bool Contains(in ProxyPeer peer) => IsAnybody || peer.Kind switch
    {
        ProxyPeerKind.Address => Addresses.Contains(peer.Value),
        ProxyPeerKind.UnixSocket => _unixSocket,
        ProxyPeerKind.InMemory => _inMemory,
        _ => false,
    };

    public bool Contains(NetAddress address) => IsAnybody || Addresses.Contains(address);

    public override string ToString() => _text;
}
