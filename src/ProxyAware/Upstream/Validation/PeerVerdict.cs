namespace ProxyAware.Upstream.Validation;

/// <summary>The decision about a peer: accepted, or refused for a reason.</summary>
internal sealed record PeerVerdict
{
    private PeerVerdict()
    {
    }

    /// <summary>Why it was refused; <see langword="null"/> if it was accepted.</summary>
    public UpstreamFailure? Failure { get; private init; }

    public PinMatch? Match { get; private init; }

    /// <summary>What a person should know although the peer was accepted.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>What was learnt on first use, for people; <see langword="null"/> if nothing was.</summary>
    public string? Learnt { get; init; }

    public bool IsAccepted => Failure is null;

    public static PeerVerdict Accept(PinMatch? match, IReadOnlyList<string> warnings) => new() { Match = match, Warnings = warnings };

    public static PeerVerdict Refuse(UpstreamFailure failure) => new() { Failure = failure };
}
