using System.Runtime.InteropServices;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>An example of what was seen: from which peer, and the one thing that tells it from others. Never text of a client that was not parsed.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EvidenceSample(ProxyPeer Peer, string? Detail);
