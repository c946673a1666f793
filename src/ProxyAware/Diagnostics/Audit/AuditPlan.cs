namespace ProxyAware.Diagnostics.Audit;

/// <summary>What the page is to send.</summary>
/// <param name="Probes">The requests with forged headers.</param>
/// <param name="WebSocket">The WebSocket to open.</param>
/// <param name="Redirect">The request that is answered with a redirect.</param>
/// <param name="IdleSeconds">How long to hold the WebSocket idle.</param>
internal sealed record AuditPlan(IReadOnlyList<PlannedProbe> Probes, string WebSocket, string Redirect, double IdleSeconds);
