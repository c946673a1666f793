using System.Runtime.InteropServices;
using ProxyAware.Addresses;

namespace ProxyAware.Forwarding;

/// <summary>Where the walk from the right ended.</summary>
/// <param name="Reason">Why it ended there.</param>
/// <param name="AcceptedHop">How many elements were believed; 0 is the peer itself.</param>
/// <param name="Client">The address of the accepted hop, when <paramref name="AcceptedHop"/> is not 0 and the client is not hidden.</param>
/// <param name="Port">Its port, or 0.</param>
/// <param name="Element">The text of the element at which the walk ended: the accepted one, or the one that hides the client.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct WalkResult(ProxyReason reason, int acceptedHop, NetAddress client, int port, ReadOnlySpan<char> element)
{
    public ProxyReason Reason { get; } = reason;

    public int AcceptedHop { get; } = acceptedHop;

    public NetAddress Client { get; } = client;

    public int Port { get; } = port;

    public ReadOnlySpan<char> Element { get; } = element;
}
