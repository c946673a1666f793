namespace ProxyAware.Addresses;

/// <summary>
/// An immutable set of addresses: sorted, merged, disjoint ranges with an index. IPv4 and IPv6 are kept apart,
/// so an IPv6 range that happens to span the mapped block never matches an IPv4 address.
/// </summary>
internal sealed class AddressSet
{
    public static readonly AddressSet Empty = new([]);

    private readonly RangeIndex<uint> _v4;
    private readonly RangeIndex<UInt128> _v6;

    public AddressSet(IEnumerable<AddressRange> ranges)
    {
        var all = ranges.ToArray();
        var v4 = Merge(all.Where(r => r.IsIPv4).Select(r => ((UInt128)r.First.IPv4, (UInt128)r.Last.IPv4)), uint.MaxValue);
        var v6 = Merge(all.Where(r => !r.IsIPv4).Select(r => (r.First.Bits, r.Last.Bits)), UInt128.MaxValue);
        _v4 = new([.. v4.Select(r => ((uint)r.First, (uint)r.Last))]);
        _v6 = new([.. v6]);
    }

    /// <summary>How many disjoint ranges there are.</summary>
    public int Count => _v4.Count + _v6.Count;

    /// <summary>Whether the ranges together hold every address of a family, which nobody means to write range by range.</summary>
    public bool CoversAFamily => _v4.IsEverything || _v6.IsEverything;

    /// <summary>The ranges, merged.</summary>
    public IEnumerable<AddressRange> Ranges =>
    [
        .. _v4.All.Select(r => new AddressRange(NetAddress.FromIPv4(r.First), NetAddress.FromIPv4(r.Last))),
        .. _v6.All.Select(r => new AddressRange(new(r.First), new(r.Last))),
    ];

    public bool Contains(NetAddress address) => address.IsIPv4 ? _v4.Contains(address.IPv4) : _v6.Contains(address.Bits);

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
