namespace ProxyAware.Diagnostics.Audit;

/// <summary>What the page sends to start a run.</summary>
/// <param name="Page">Where the browser says it is.</param>
/// <param name="Identity">Whether identity headers are forged too.</param>
/// <param name="IdentityConfirmed">Whether the risk of that was confirmed.</param>
internal sealed record AuditStartRequest(string? Page, bool Identity, bool IdentityConfirmed);
