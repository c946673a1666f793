using System.Runtime.InteropServices;
using ProxyAware.Addresses;

namespace ProxyAware.Forwarding;

/// <summary>Where the walk from the right ended.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct WalkResult(ProxyReason reason, int acceptedHop, NetAddress client, int port, ReadOnlySpan<char> element)
{
    /// <summary>Why it ended there.</summary>
    public ProxyReason Reason { get; } = reason;

    /// <summary>How many elements were believed; 0 is the peer itself.</summary>
    public int AcceptedHop { get; } = acceptedHop;

    /// <summary>The address of the accepted hop, when that is not the peer and the client is not hidden.</summary>
    public NetAddress Client { get; } = client;

    /// <summary>Its port, or 0.</summary>
    public int Port { get; } = port;

    /// <summary>The text of the element at which the walk ended: the accepted one, or the one that hides the client.</summary>
    public ReadOnlySpan<char> Element { get; } = element;
}
