namespace ProxyAware;

/// <summary>How a request was answered.</summary>
/// <param name="Outcome">Whether it went on to the app.</param>
/// <param name="Status">The status of the answer; <see langword="null"/> if the app gives it.</param>
/// <param name="Code">The code of the refusal, such as <c>PA3004</c>; <see langword="null"/> if there was none.</param>
/// <param name="Location">Where a redirect leads: visible ASCII, not cut.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record ExplainedVerdict(ExplainedOutcome Outcome, int? Status, string? Code, string? Location, string Reason);
