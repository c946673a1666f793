using System.Numerics;

namespace ProxyAware.Addresses;

/// <summary>
/// Sorted, disjoint ranges of numbers, and an index over them that makes finding one in 2,000 cost what finding one in four does. The span of the
/// ranges is divided into equal slots, about two for each range; where many begin in one slot, because lists crowd in some places, that slot is
/// divided again.
/// </summary>
internal sealed class RangeIndex<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private const int MinSlots = 8;

    // So many are looked through one by one.
    private const int MaxInSlot = 4;

    private readonly T[] _first;
    private readonly T[] _last;
    private readonly Node? _root;

    /// <param name="first">Where each range begins, ascending.</param>
    /// <param name="last">Where each ends, before the next one begins.</param>
    public RangeIndex(T[] first, T[] last)
    {
        _first = first;
        _last = last;
        _root = first.Length == 0 ? null : new Node(first, 0, first.Length);
    }

    public int Count => _first.Length;

    public bool IsEverything => _first is [var first] && first == T.Zero && _last[0] == T.MaxValue;

    /// <summary>The ranges, in order.</summary>
    public IEnumerable<(T First, T Last)> All => _first.Zip(_last);

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
            while (index >= node.Starts[slot] && _first[index] > value)
            {
                index--;
            }

            break;
        }

        return index >= 0 && _last[index] >= value;
    }

    /// <summary>Some neighbouring ranges, found by where they begin.</summary>
    private sealed class Node
    {
        private readonly int _shift;

        public Node(T[] first, int from, int to)
        {
            From = from;
            To = to;
            Begin = first[from];
            End = first[to - 1];
            var slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(MinSlots, 2 * (to - from)));
            _shift = Math.Max(0, (End - Begin).GetShortestBitLength() - BitOperations.Log2((uint)slots));
            Starts = new int[slots + 1];
            Starts[0] = from;
            for (var i = from; i < to; i++)
            {
                Starts[SlotOf(first[i]) + 1] = i + 1;
            }

            for (var slot = 0; slot < slots; slot++)
            {
                Starts[slot + 1] = Math.Max(Starts[slot], Starts[slot + 1]);
                if (Starts[slot + 1] - Starts[slot] > MaxInSlot)
                {
                    Divided ??= new Node?[slots];
                    Divided[slot] = new Node(first, Starts[slot], Starts[slot + 1]);
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
