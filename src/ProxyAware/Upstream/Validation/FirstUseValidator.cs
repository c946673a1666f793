using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Pins;
using ProxyAware.Upstream.PinStore;

namespace ProxyAware.Upstream.Validation;

/// <summary>Compares a key with the one that was seen on first use. It reads a file, so it decides behind the handshake and before the first byte of a request.</summary>
internal static class FirstUseValidator
{
    public static async ValueTask<PeerVerdict> DecideAsync(
        UpstreamPolicy policy, PeerTarget target, PeerVerdict undecided, SeenKey seen, CancellationToken cancellationToken)
    {
        if (policy.PinStore is not { } store)
        {
            return undecided.Decide(Unavailable("there is none"), learnt: null);
        }

        var key = PinStoreKey.Of(target.Host, target.Port, target.VerifyName);
        var verdict = await store.CheckAsync(key, seen.Pin, seen.Subject, seen.MayLearn, cancellationToken).ConfigureAwait(false);
        return verdict.Status switch
        {
            PinStoreStatus.Match => undecided.Decide(failure: null, learnt: null),
            PinStoreStatus.Learned => undecided.Decide(
                failure: null, $"the server {key} was seen for the first time; its key {seen.Pin} is believed from now on. Compare it with the server's own"),
            PinStoreStatus.LearnedAgain => undecided.Decide(
                failure: null, $"the server {key} was removed from the pin store and is learnt again with the key {seen.Pin} (before: {verdict.Expected})"),
            PinStoreStatus.Mismatch => undecided.Decide(Mismatch(key, seen.Pin, verdict), learnt: null),
            PinStoreStatus.Unknown => undecided.Decide(Unavailable($"{key} is not in it, and this handshake proves too little to learn"), learnt: null),
            _ => undecided.Decide(Unavailable(SafeText.Quote(verdict.Reason ?? $"line {verdict.Line} cannot be read")), learnt: null),
        };
    }

    private static UpstreamFailure Mismatch(string key, SpkiPin seen, PinStoreVerdict verdict) => new(
        UpstreamTlsReason.PinStoreMismatch,
        $"the key of {key} is not the one of its first use. Seen: {seen}. Learnt (line {verdict.Line} of the pin store): {verdict.Expected}",
        $"Somebody else may be answering. If the key was changed on purpose, delete line {verdict.Line} of PinStoreFile, and it is learnt again")
    {
        ExpectedPins = verdict.Expected is { } expected ? [expected.ToString()] : [],
    };

    private static UpstreamFailure Unavailable(string why) => new(
        UpstreamTlsReason.PinStoreUnavailable, $"the pin store cannot be used: {why}", "Check PinStoreFile and its permissions; without it nobody is believed");
}
