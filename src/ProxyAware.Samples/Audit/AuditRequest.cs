namespace ProxyAware.Samples.Audit;

/// <summary>What a client says about an action. Where it comes from is not for the client to say.</summary>
internal sealed record AuditRequest(string? Action, string? User);
