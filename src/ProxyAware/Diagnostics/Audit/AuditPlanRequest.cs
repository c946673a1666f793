namespace ProxyAware.Diagnostics.Audit;

/// <summary>What the page sends when the first request has been answered.</summary>
/// <param name="Run">The name of the run.</param>
internal sealed record AuditPlanRequest(string? Run);
