namespace ProxyAware.Upstream.Revocation;

/// <summary>
/// Compares serial numbers by their encoded bytes, where they stand in the list: a list may have hundreds of thousands. The hash has a secret
/// seed, so that serials cannot be chosen to collide.
/// </summary>
internal sealed class SerialComparer : IEqualityComparer<ReadOnlyMemory<byte>>
{
    public static readonly SerialComparer Instance = new();

    public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

    public int GetHashCode(ReadOnlyMemory<byte> obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj.Span);
        return hash.ToHashCode();
    }
}
