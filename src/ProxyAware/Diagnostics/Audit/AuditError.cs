namespace ProxyAware.Diagnostics.Audit;

/// <summary>Why a run cannot go on.</summary>
/// <param name="Error">The reason, for the person at the page.</param>
internal sealed record AuditError(string Error);
