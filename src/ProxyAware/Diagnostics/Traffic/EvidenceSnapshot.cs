namespace ProxyAware.Diagnostics.Traffic;

/// <summary>Enough evidence for a finding, as it stood when it was read.</summary>
internal sealed record EvidenceSnapshot(long Count, DateTimeOffset Since, IReadOnlyList<EvidenceSample> Samples)
{
    /// <summary>The peers among the samples, as text.</summary>
    public string Peers => string.Join(", ", Samples.Select(s => s.Peer.ToString()).Distinct(StringComparer.Ordinal));

    /// <summary>The details among the samples, as text.</summary>
    public string Details => string.Join(", ", Samples.Select(s => s.Detail).OfType<string>().Distinct(StringComparer.Ordinal));
}
