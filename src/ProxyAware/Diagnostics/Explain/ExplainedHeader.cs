namespace ProxyAware;

/// <summary>A forwarding header that was on the request.</summary>
/// <param name="Name">Its name, as it is usually written.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Value">The element that was believed, escaped and cut to 200 characters; <see langword="null"/> if none was.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record ExplainedHeader(string Name, ExplainedHeaderOutcome Outcome, string? Value, string Reason);
