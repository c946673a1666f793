namespace ProxyAware.Upstream;

/// <summary>What is known about a refused connection. Text of the peer is escaped where it comes in.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Message">What happened, as one sentence without the full stop.</param>
/// <param name="Remedy">What to do about it, as one sentence without the full stop.</param>
internal sealed record UpstreamFailure(UpstreamTlsReason Reason, string Message, string Remedy)
{
    /// <summary>Whether something else may have caused it, which passes by itself.</summary>
    public bool MayPass { get; init; }

    public string? ServerName { get; init; }

    public IReadOnlyList<string> OfferedNames { get; init; } = [];

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? NotAfter { get; init; }

    public IReadOnlyList<string> ChainStatus { get; init; } = [];

    public IReadOnlyList<string> Chain { get; init; } = [];

    public IReadOnlyList<string> SeenPins { get; init; } = [];

    public IReadOnlyList<string> ExpectedPins { get; init; } = [];
}
