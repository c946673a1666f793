namespace ProxyAware.Diagnostics.Audit;

/// <summary>A run that was started.</summary>
/// <param name="Run">Its name.</param>
/// <param name="Probe">The first request, which forges nothing; relative to the page's own scripts.</param>
internal sealed record AuditStart(string Run, string Probe);
