using System.Collections.Frozen;

namespace ProxyAware.Hosts;

/// <summary>The compiled <c>AllowedHosts</c>: names and <c>*.</c> patterns. A look-up does not depend on how many there are.</summary>
internal sealed class HostSet
{
    public static readonly HostSet Empty = new([]);

    private readonly FrozenSet<string> _names;
    private readonly FrozenSet<string> _suffixes;

    /// <summary>Entries are canonical: <c>example.com</c>, <c>*.example.com</c>.</summary>
    public HostSet(IReadOnlyCollection<string> entries)
    {
        _names = entries.Where(e => !e.StartsWith("*.", StringComparison.Ordinal)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _suffixes = entries.Where(e => e.StartsWith("*.", StringComparison.Ordinal)).Select(e => e[2..]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        Entries = entries;
    }

    public IReadOnlyCollection<string> Entries { get; }

    public bool IsEmpty => Entries.Count == 0;

    /// <summary>Whether a grammatical host, without its port, is among them.</summary>
    public bool Contains(ReadOnlySpan<char> host)
    {
        if (host is ['[', ..])
        {
            host = HostName.Canonicalize(host.ToString());
        }

        if (_names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(host))
        {
            return true;
        }

        if (_suffixes.Count == 0)
        {
            return false;
        }

        // "*.example.com" is one or more labels in front of example.com, never example.com itself.
        var suffixes = _suffixes.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var dot = host.IndexOf('.'); dot >= 0; dot = host.IndexOf('.'))
        {
            host = host[(dot + 1)..];
            if (suffixes.Contains(host))
            {
                return true;
            }
        }

        return false;
    }
}
