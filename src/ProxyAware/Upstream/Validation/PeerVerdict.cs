namespace ProxyAware.Upstream.Validation;

/// <summary>The decision about a peer: accepted, refused for a reason, or left to the keys that were seen on first use.</summary>
internal sealed record PeerVerdict
{
    private PeerVerdict()
    {
    }

    /// <summary>Why it was refused; <see langword="null"/> if it was not.</summary>
    public UpstreamFailure? Failure { get; private init; }

    /// <summary>The key that is still to be compared; until then nobody is accepted.</summary>
    public SeenKey? Undecided { get; private init; }

    public PinMatch? Match { get; private init; }

    /// <summary>What a person should know although the peer was accepted.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>What was learnt on first use, for people; <see langword="null"/> if nothing was.</summary>
    public string? Learnt { get; private init; }

    public bool IsAccepted => Failure is null && Undecided is null;

    public static PeerVerdict Accept(PinMatch? match, IReadOnlyList<string> warnings) => new() { Match = match, Warnings = warnings };

    public static PeerVerdict Refuse(UpstreamFailure failure) => new() { Failure = failure };

    public static PeerVerdict Leave(SeenKey key, IReadOnlyList<string> warnings) => new() { Undecided = key, Warnings = warnings };

    public PeerVerdict Decide(UpstreamFailure? failure, string? learnt) =>
        this with { Undecided = null, Failure = failure is null ? null : Undecided?.Complete(failure) ?? failure, Learnt = learnt };
}
