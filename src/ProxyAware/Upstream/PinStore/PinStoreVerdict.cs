using ProxyAware.Upstream.Pins;

namespace ProxyAware.Upstream.PinStore;

/// <param name="Status">The outcome.</param>
/// <param name="Expected">What was learnt, of a match or a mismatch; what this process knew before, when it is learnt again.</param>
/// <param name="Line">The number of the line that decided, or 0.</param>
/// <param name="Reason">What is wrong with the file, where something is.</param>
internal readonly record struct PinStoreVerdict(PinStoreStatus Status, SpkiPin? Expected = null, int Line = 0, string? Reason = null)
{
    public bool IsAccepted => Status is PinStoreStatus.Match or PinStoreStatus.Learned or PinStoreStatus.LearnedAgain;
}
