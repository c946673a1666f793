namespace ProxyAware.Diagnostics.Traffic;

/// <summary>Which requests are looked at where looking has a price: all of the first ones, then one in a few, so that a busy app does not pay for it.</summary>
internal sealed class Sampling
{
    private const int First = 512;

    private const int OneIn = 32;

    [ThreadStatic]
    private static int _turn;

    private int _seen;

    /// <summary>Whether this request is looked at.</summary>
    public bool IsTurn() => _seen < First ? ++_seen > 0 : ++_turn % OneIn == 0;
}
