using System.Numerics;

namespace ProxyAware.Addresses;

/// <summary>
/// Sorted, disjoint ranges of numbers, and an index over them that makes finding one in 2,000 cost what finding one in four does. The span of the
/// ranges is divided into equal slots, about four for each range; where many begin in one slot, because lists crowd in some places, that slot is
/// divided again.
/// </summary>
internal sealed class RangeIndex<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private const int MinSlots = 8;

    // So many are looked through one by one.
    private const int MaxInSlot = 4;

    private readonly (T First, T Last)[] _ranges;
    private readonly Node? _root;

    /// <param name="ranges">The first and the last number of each range, ascending.</param>
    public RangeIndex((T First, T Last)[] ranges)
    {
        _ranges = ranges;
        _root = ranges.Length == 0 ? null : new Node(ranges, 0, ranges.Length);
    }

    public int Count => _ranges.Length;

    public bool IsEverything => _ranges is [var (first, last)] && first == T.Zero && last == T.MaxValue;

    /// <summary>The ranges, in order.</summary>
    public IReadOnlyList<(T First, T Last)> All => _ranges;

    public bool Contains(T value)
    {
        if (_root is not { } node)
        {
            return false;
        }

        // The last range that begins at or before the value is the only one that can hold it.
        var index = node.From - 1;
        while (value >= node.Begin)
        {
            if (value >= node.End)
            {
                index = node.To - 1;
                break;
            }

            var slot = node.SlotOf(value);
            if (node.Divided?[slot] is { } divided)
            {
                node = divided;
                index = node.From - 1;
                continue;
            }

            index = node.Starts[slot + 1] - 1;
            while (index >= node.Starts[slot] && _ranges[index].First > value)
            {
                index--;
            }

            break;
        }

        return index >= 0 && _ranges[index].Last >= value;
    }

    /// <summary>Some neighbouring ranges, found by where they begin.</summary>
    private sealed class Node
    {
        private readonly int _shift;

        public Node((T First, T Last)[] ranges, int from, int to)
        {
            From = from;
            To = to;
            Begin = ranges[from].First;
            End = ranges[to - 1].First;
            var slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(MinSlots, 4 * (to - from)));
            _shift = Math.Max(0, (End - Begin).GetShortestBitLength() - BitOperations.Log2((uint)slots));
            Starts = new int[slots + 1];
            Starts[0] = from;
            for (var i = from; i < to; i++)
            {
                Starts[SlotOf(ranges[i].First) + 1] = i + 1;
            }

            for (var slot = 0; slot < slots; slot++)
            {
                Starts[slot + 1] = Math.Max(Starts[slot], Starts[slot + 1]);
                if (Starts[slot + 1] - Starts[slot] > MaxInSlot)
                {
                    Divided ??= new Node?[slots];
                    Divided[slot] = new Node(ranges, Starts[slot], Starts[slot + 1]);
                }
            }
        }

        public int From { get; }

        public int To { get; }

        /// <summary>Where the first of the ranges begins.</summary>
        public T Begin { get; }

        /// <summary>Where the last of the ranges begins.</summary>
        public T End { get; }

        /// <summary>For each slot the first range that begins in it or behind it.</summary>
        public int[] Starts { get; }

        /// <summary>The slots that hold many.</summary>
        public Node?[]? Divided { get; }

        public int SlotOf(T value) => int.CreateTruncating((value - Begin) >> _shift);
    }
}
