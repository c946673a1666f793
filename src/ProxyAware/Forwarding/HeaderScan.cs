using System.Runtime.InteropServices;
using Microsoft.Extensions.Primitives;

namespace ProxyAware.Forwarding;

/// <summary>What one pass over the request's headers found: the values that are read, and which forwarding headers are there at all.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct HeaderScan
{
    public StringValues For;
    public StringValues Protocol;
    public StringValues Host;
    public StringValues Port;
    public StringValues Prefix;

    /// <summary>The value of <c>Forwarded</c>, for whatever it is read.</summary>
    public StringValues Forwarded;

    /// <summary>A bit for each forwarding header that is there, by its place among the names.</summary>
    public ulong Present;

    /// <summary>Whether <c>Via</c> is there.</summary>
    public bool HasVia;

    /// <summary>Whether <c>Sec-WebSocket-Key</c> is there.</summary>
    public bool HasWebSocketKey;

    /// <summary>The array the headers are copied into: one copy is cheaper than a look-up for each name, most of which are absent.</summary>
    [ThreadStatic]
    private static KeyValuePair<string, StringValues>[]? _kept;

    public static HeaderScan Run(HeaderPlan plan, IHeaderDictionary headers)
    {
        var scan = default(HeaderScan);
        var count = headers.Count;
        var buffer = _kept;
        if (buffer is null || buffer.Length < count)
        {
            _kept = buffer = new KeyValuePair<string, StringValues>[Math.Max(count, 64)];
        }

        headers.CopyTo(buffer, 0);
        foreach (ref readonly var header in buffer.AsSpan(0, count))
        {
            var index = plan.Names.IndexOf(header.Key);
            if (index >= 0)
            {
                scan.Take(plan, index, header.Value);
            }
        }

        // The array outlives the request; what a client sent must not.
        buffer.AsSpan(0, count).Clear();
        return scan;
    }

    private void Take(HeaderPlan plan, int index, StringValues value)
    {
        if (index >= plan.Names.ViaIndex)
        {
            HasVia |= index == plan.Names.ViaIndex;
            HasWebSocketKey |= index > plan.Names.ViaIndex;
            return;
        }

        Present |= 1UL << index;
        var roles = plan.RolesOf(index);
        if (roles == HeaderRole.None)
        {
            return;
        }

        For = (roles & HeaderRole.For) != 0 ? value : For;
        Protocol = (roles & HeaderRole.Protocol) != 0 ? value : Protocol;
        Host = (roles & HeaderRole.Host) != 0 ? value : Host;
        Port = (roles & HeaderRole.Port) != 0 ? value : Port;
        Prefix = (roles & HeaderRole.Prefix) != 0 ? value : Prefix;
        Forwarded = index == plan.ForwardedIndex ? value : Forwarded;
    }
}
