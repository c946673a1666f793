using System.Runtime.InteropServices;

namespace ProxyAware.Forwarding;

/// <summary>What became of forwarding headers: a bit for each by its place among the names.</summary>
/// <param name="Removed">Those that were taken off the request.</param>
/// <param name="Cut">Those that were cut to the element that was accepted.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StrippedHeaders(ulong Removed, ulong Cut);
