using ProxyAware.Diagnostics.Explain;

namespace ProxyAware;

/// <summary>
/// The whole decision about one request: what arrived, who was believed and why, what came of it, and how the request was answered. It can be
/// serialized to JSON, and <see cref="ToString"/> gives it as text.
/// </summary>
/// <remarks>
/// It names the addresses of proxies and parts of the configuration: show it to those who run the app. Text that a client wrote is in it only where it was
/// parsed, or with control characters escaped and cut to 200 characters.
/// </remarks>
public sealed record ProxyExplanation
{
    /// <summary>Gets the request as it arrived.</summary>
    public required ExplainedRequest Request { get; init; }

    /// <summary>Gets the other side of the app's own connection, and whether its forwarding headers were read.</summary>
    public required ExplainedPeer Peer { get; init; }

    /// <summary>Gets the chain from the app towards the client, as far as it was looked at.</summary>
    public required IReadOnlyList<ExplainedHop> Hops { get; init; }

    /// <summary>Gets who the client is.</summary>
    public required ExplainedClient Client { get; init; }

    /// <summary>Gets what was decided beside the client, each with where it came from, in the order of <see cref="ExplainedSubject"/>.</summary>
    public required IReadOnlyList<ExplainedDecision> Decisions { get; init; }

    /// <summary>Gets the forwarding headers that were on the request, and what became of each.</summary>
    public required IReadOnlyList<ExplainedHeader> Headers { get; init; }

    /// <summary>Gets the request as the app sees it; <see langword="null"/> if it never does.</summary>
    public required ExplainedApp? App { get; init; }

    /// <summary>Gets how the request was answered.</summary>
    public required ExplainedVerdict Verdict { get; init; }

    /// <summary>Gets what could not be known where the request was explained.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Returns the explanation as text, one decision a line, always in the same order.</summary>
    /// <returns>The text; its lines end as those of the platform, the last one too.</returns>
    public override string ToString() => ExplanationText.Write(this);
}
