using FsCheck;
using FsCheck.Fluent;
using ProxyAware.Addresses;

namespace ProxyAware.Tests.Addresses;

public class RangeIndexTests
{
    [Fact]
    public void Contains_NoRanges_HoldsNothing()
    {
        var index = new RangeIndex<uint>([]);
        Assert.False(index.Contains(0));
        Assert.False(index.Contains(uint.MaxValue));
    }

    [Fact]
    public void Contains_OneRangeOfEverything_HoldsBothEnds()
    {
        var index = new RangeIndex<UInt128>([(0, UInt128.MaxValue)]);
        Assert.True(index.Contains(0));
        Assert.True(index.Contains(UInt128.MaxValue));
        Assert.True(index.IsEverything);
    }

    [Theory]
    [InlineData(1u, 0)] // every other address: no slot is crowded
    [InlineData(256u, 3)]
    [InlineData(1u << 20, 1)]
    public void Contains_EvenRanges_AgreesWithLookingAtEach(uint step, int width) =>
        AssertAgrees([.. Enumerable.Range(0, 2000).Select(i => (uint)i * 2 * step)], first => first + (uint)width * (step - 1) / 3);

    [Theory]
    [InlineData(0x0A000000u, 0xC0A80000u)] // private networks, and one far away: all but one of the ranges fall into one slot
    [InlineData(0u, uint.MaxValue)]
    [InlineData(0xFFFF0000u, 0u)]
    public void Contains_CrowdedRanges_AgreesWithLookingAtEach(uint crowd, uint far) =>
        AssertAgrees([.. Enumerable.Range(0, 500).Select(i => crowd + ((uint)i * 8)).Append(far).Distinct().Order()], first => first + 2);

    [Fact]
    public void Contains_RangesThatCrowdEverCloser_AgreesWithLookingAtEach() =>
        AssertAgrees([.. Enumerable.Range(0, 32).SelectMany(bit => Enumerable.Range(0, 6).Select(i => (1u << bit) + (uint)i)).Distinct().Order()], first => first);

    [Fact]
    public void Contains_AnyRanges_AgreesWithLookingAtEach() => Prop
        .ForAll(ArbMap.Default.ArbFor<uint[]>(), ArbMap.Default.ArbFor<byte>(), (values, width) =>
        {
            uint[] first = [.. values.Distinct().Order()];
            AssertAgrees(first, f => (uint)Math.Min(uint.MaxValue, (ulong)f + width));
        })
        .QuickCheckThrowOnFailure();

    /// <summary>Both widths of number; every edge of every range, and its neighbours.</summary>
    private static void AssertAgrees(uint[] first, Func<uint, uint> lastOf)
    {
        uint[] last = [.. first.Select((f, i) => i + 1 < first.Length ? Math.Min(Math.Max(f, lastOf(f)), first[i + 1] - 1) : Math.Max(f, lastOf(f)))];
        var narrow = new RangeIndex<uint>([.. first.Zip(last)]);
        var wide = new RangeIndex<UInt128>([.. first.Zip(last, (f, l) => (Widen(f), Widen(l)))]);
        foreach (var value in first.Concat(last).SelectMany(v => new[] { v - 1, v, v + 1 }).Append(0u).Append(uint.MaxValue))
        {
            var expected = first.Zip(last).Any(r => r.First <= value && value <= r.Second);
            Assert.True(expected == narrow.Contains(value), $"{value:x}");
            Assert.True(expected == wide.Contains(Widen(value)), $"{value:x}, wide");
        }
    }

    private static UInt128 Widen(uint value) => (UInt128)value << 80;
}
