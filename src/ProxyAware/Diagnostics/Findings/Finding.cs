namespace ProxyAware.Diagnostics.Findings;

/// <summary>Something about the set-up that the settings, the traffic or an upstream showed.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">What is the matter, in one sentence.</param>
/// <param name="Evidence">What was seen. Text that a client wrote is quoted, and never more than a name or an address that was parsed.</param>
/// <param name="Fix">What to do, with the line to paste.</param>
/// <param name="Count">How often it was seen; 1 for a fact that does not repeat.</param>
/// <param name="Since">When it was first seen.</param>
internal sealed record Finding(string Code, FindingSeverity Severity, string Title, string Evidence, string Fix, long Count, DateTimeOffset Since);
