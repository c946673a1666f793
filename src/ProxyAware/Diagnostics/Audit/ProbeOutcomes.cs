namespace ProxyAware.Diagnostics.Audit;

/// <summary>Compares what was sent with what arrived.</summary>
internal static class ProbeOutcomes
{
    /// <param name="forged">The header as it was sent.</param>
    /// <param name="received">The elements that arrived; null when the request did not.</param>
    public static ProbeOutcome Of(ForgedHeader forged, IReadOnlyList<string>? received)
    {
        if (received is null)
        {
            return ProbeOutcome.NotReceived;
        }

        var count = received.Count(forged.Is);
        return count == 0
            ? received.Count == 0 ? ProbeOutcome.Stripped : ProbeOutcome.Overwritten
            : count == received.Count ? ProbeOutcome.PassedThrough : ProbeOutcome.Appended;
    }
}
