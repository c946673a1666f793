namespace ProxyAware.Diagnostics.Audit;

/// <summary>What the page sends to have a run judged.</summary>
/// <param name="Run">The name of the run.</param>
/// <param name="WebSocket">What the browser saw of its WebSocket; null while it is still held.</param>
internal sealed record AuditReportRequest(string? Run, SocketReport? WebSocket);
