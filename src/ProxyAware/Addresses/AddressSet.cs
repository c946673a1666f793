namespace ProxyAware.Addresses;

/// <summary>
/// An immutable set of addresses: sorted, merged, disjoint ranges, searched by halves. IPv4 and IPv6 are kept apart,
/// so an IPv6 range that happens to span the mapped block never matches an IPv4 address.
/// </summary>
internal sealed class AddressSet
{
    public static readonly AddressSet Empty = new([]);

    private readonly uint[] _firstV4;
    private readonly uint[] _lastV4;
    private readonly UInt128[] _firstV6;
    private readonly UInt128[] _lastV6;

    public AddressSet(IEnumerable<AddressRange> ranges)
    {
        var all = ranges.ToArray();
        var v4 = Merge(all.Where(r => r.IsIPv4).Select(r => ((UInt128)r.First.IPv4, (UInt128)r.Last.IPv4)), uint.MaxValue);
        var v6 = Merge(all.Where(r => !r.IsIPv4).Select(r => (r.First.Bits, r.Last.Bits)), UInt128.MaxValue);
        _firstV4 = [.. v4.Select(r => (uint)r.First)];
        _lastV4 = [.. v4.Select(r => (uint)r.Last)];
        _firstV6 = [.. v6.Select(r => r.First)];
        _lastV6 = [.. v6.Select(r => r.Last)];
    }

    /// <summary>How many disjoint ranges there are.</summary>
    public int Count => _firstV4.Length + _firstV6.Length;

    /// <summary>Whether the ranges together hold every address of a family, which nobody means to write range by range.</summary>
    public bool CoversAFamily =>
        (_firstV4 is [0] && _lastV4[0] == uint.MaxValue) || (_firstV6 is [var first] && first == 0 && _lastV6[0] == UInt128.MaxValue);

    /// <summary>The ranges, merged.</summary>
    public IEnumerable<AddressRange> Ranges =>
    [
        .. _firstV4.Zip(_lastV4, (first, last) => new AddressRange(NetAddress.FromIPv4(first), NetAddress.FromIPv4(last))),
        .. _firstV6.Zip(_lastV6, (first, last) => new AddressRange(new(first), new(last))),
    ];

    public bool Contains(NetAddress address) => address.IsIPv4
        ? Contains(_firstV4, _lastV4, address.IPv4)
        : Contains(_firstV6, _lastV6, address.Bits);

    private static bool Contains<T>(T[] first, T[] last, T value)
        where T : IComparable<T>
    {
        // The last range that begins at or before the value is the only one that can hold it.
        var low = 0;
        var high = first.Length;
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            if (first[middle].CompareTo(value) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 && last[low - 1].CompareTo(value) >= 0;
    }

    private static List<(UInt128 First, UInt128 Last)> Merge(IEnumerable<(UInt128 First, UInt128 Last)> ranges, UInt128 max)
    {
        var merged = new List<(UInt128 First, UInt128 Last)>();
        foreach (var range in ranges.OrderBy(r => r.First))
        {
            if (merged.Count > 0 && Touches(merged[^1].Last, range.First, max))
            {
                var (first, last) = merged[^1];
                merged[^1] = (first, UInt128.Max(last, range.Last));
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged;
    }

    private static bool Touches(UInt128 last, UInt128 next, UInt128 max) => last == max || next <= last + 1;
}
