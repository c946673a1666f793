namespace ProxyAware.Diagnostics.Traffic;

/// <summary>
/// Tells probes from visitors: a load balancer asks for one or two fixed paths, over and over. Two are remembered; whatever asks for a third is no probe.
/// </summary>
internal sealed class PathVariety
{
    private string? _first;
    private string? _second;

    /// <summary>Whether a path is neither of the first two.</summary>
    public bool IsThird(string path) => !Is(ref _first, path) && !Is(ref _second, path);

    private static bool Is(ref string? slot, string path) =>
        (Volatile.Read(ref slot) ?? Interlocked.CompareExchange(ref slot, path, null) ?? path).Equals(path, StringComparison.Ordinal);
}
