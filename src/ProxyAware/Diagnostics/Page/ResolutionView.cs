namespace ProxyAware.Diagnostics.Page;

/// <summary>What was decided about the request for the page; see <see cref="ProxyExplanation"/>.</summary>
internal sealed record ResolutionView(
    ExplainedPeer Peer,
    IReadOnlyList<ExplainedHop> Hops,
    ExplainedClient Client,
    IReadOnlyList<ExplainedDecision> Decisions,
    IReadOnlyList<ExplainedHeader> Headers,
    ExplainedApp? App,
    ExplainedVerdict Verdict,
    IReadOnlyList<string> Notes)
{
    public static ResolutionView From(ProxyExplanation explanation) => new(
        explanation.Peer, explanation.Hops, explanation.Client, explanation.Decisions, explanation.Headers, explanation.App, explanation.Verdict, explanation.Notes);
}
