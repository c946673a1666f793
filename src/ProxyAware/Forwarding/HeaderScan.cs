using System.Runtime.CompilerServices;
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
        var received = buffer.AsSpan(0, count);
        scan.Find(plan, received);

        // The array outlives the request; what a client sent must not.
        received.Clear();
        return scan;
    }

    // On its own, and what is rare apart from it, so that the loop has the processor's registers to itself.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Find(HeaderPlan plan, ReadOnlySpan<KeyValuePair<string, StringValues>> received)
    {
        var names = plan.Names;
        foreach (ref readonly var header in received)
        {
            if (names.MayContain(header.Key))
            {
                Take(plan, header);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Take(HeaderPlan plan, in KeyValuePair<string, StringValues> header)
    {
        var index = plan.Names.IndexOf(header.Key);
        if (index >= 0)
        {
            Take(plan, index, header.Value);
        }
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

        // Each of these is a write that the garbage collector's barrier guards: none is made in vain.
        if ((roles & HeaderRole.For) != 0)
        {
            For = value;
        }

        if ((roles & HeaderRole.Protocol) != 0)
        {
            Protocol = value;
        }

        if ((roles & HeaderRole.Host) != 0)
        {
            Host = value;
        }

        if ((roles & HeaderRole.Port) != 0)
        {
            Port = value;
        }

        if ((roles & HeaderRole.Prefix) != 0)
        {
            Prefix = value;
        }

        if (index == plan.ForwardedIndex)
        {
            Forwarded = value;
        }
    }
}
