using ProxyAware.Upstream.PinStore;

namespace ProxyAware.Upstream.Compilation;

/// <summary>
/// Keeps the pin stores that were opened. A reload must not forget that a file was there: one that has gone since is a reason to refuse, not
/// to begin anew.
/// </summary>
internal sealed class PinStores(TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, LearnedPinStore> _open = new(StringComparer.Ordinal);

    public LearnedPinStore? Open(string fullPath, out string? reason)
    {
        reason = null;
        if (_open.TryGetValue(fullPath, out var known))
        {
            return known;
        }

        return LearnedPinStore.TryOpen(fullPath, time, out var store, out reason) ? _open[fullPath] = store : null;
    }

    public void Dispose()
    {
        foreach (var store in _open.Values)
        {
            store.Dispose();
        }
    }
}
