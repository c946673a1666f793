namespace ProxyAware.Diagnostics.Audit;

/// <summary>One request that the administrator's browser may send, once.</summary>
internal sealed class AuditProbe(AuditRun run, ProbeKind kind, IReadOnlyList<ForgedHeader> headers, DateTimeOffset expires)
{
    private volatile ProbeObservation? _observation;

    public AuditRun Run { get; } = run;

    public ProbeKind Kind { get; } = kind;

    /// <summary>What it forges.</summary>
    public IReadOnlyList<ForgedHeader> Headers { get; } = headers;

    public ProbeToken Token { get; } = ProbeToken.Create();

    public DateTimeOffset Expires { get; } = expires;

    /// <summary>Whether its token can still be used.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>What arrived of it; null before it does.</summary>
    public ProbeObservation? Observation
    {
        get => _observation;
        set => _observation = value;
    }

    /// <summary>
    /// Whether it comes from the client that it was given to. A probe that forges the client's address, where that is believed, comes from the forged one, which nobody
    /// else knows; and one that makes the header unreadable comes from nobody.
    /// </summary>
    public bool IsFrom(ProbeClient client) =>
        client == Run.Client
        || (Headers.Any(h => h.Meaning is HeaderMeaning.Address or HeaderMeaning.Forwarded)
            && (client.Address == Run.Forger.Address || client.Quality == ClientQuality.Hidden));
}
