using System.Collections.Frozen;

namespace ProxyAware.Hosts;

/// <summary>The compiled <c>AllowedHosts</c>: names and <c>*.</c> patterns. A look-up does not depend on how many there are.</summary>
internal sealed class HostSet
{
    public static readonly HostSet Empty = new([]);

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _names;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _suffixes;

    /// <summary>Entries are canonical: <c>example.com</c>, <c>*.example.com</c>.</summary>
    public HostSet(IReadOnlyCollection<string> entries)
    {
        var isPattern = entries.ToLookup(e => e.StartsWith("*.", StringComparison.Ordinal));
        _names = Index(isPattern[false]);
        _suffixes = Index(isPattern[true].Select(e => e[2..]));
        Entries = entries;
        IsEmpty = entries.Count == 0;
    }

    public IReadOnlyCollection<string> Entries { get; }

    public bool IsEmpty { get; }

    /// <summary>Whether a grammatical host, without its port, is among them.</summary>
    public bool Contains(ReadOnlySpan<char> host)
    {
        if (host is ['[', ..])
        {
            host = HostName.Canonicalize(host.ToString());
        }

        if (_names.Contains(host))
        {
            return true;
        }

        if (_suffixes.Set.Count == 0)
        {
            return false;
        }

        // "*.example.com" is one or more labels in front of example.com, never example.com itself.
        for (var dot = host.IndexOf('.'); dot >= 0; dot = host.IndexOf('.'))
        {
            host = host[(dot + 1)..];
            if (_suffixes.Contains(host))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Index(IEnumerable<string> names) =>
        names.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
