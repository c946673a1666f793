namespace ProxyAware.Samples.Audit;

/// <summary>Who did what from where.</summary>
internal sealed record AuditEntry(
    DateTimeOffset Time, string? User, string Action, string? ClientIp, string ClientQuality, string Scheme, string? UserAgent);
