namespace ProxyAware;

/// <summary>One decision about a request.</summary>
/// <param name="What">What it is about.</param>
/// <param name="Value">What was decided; <see langword="null"/> if there is no such value.</param>
/// <param name="Source">The header, the option or the part of the connection that decided it.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record ExplainedDecision(ExplainedSubject What, string? Value, string Source, string Reason);
