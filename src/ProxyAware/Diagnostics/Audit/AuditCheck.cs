namespace ProxyAware.Diagnostics.Audit;

/// <summary>One other thing in the report.</summary>
/// <param name="Name">What was tried.</param>
/// <param name="Evidence">What was seen.</param>
/// <param name="Verdict">What that means.</param>
internal sealed record AuditCheck(string Name, string Evidence, AuditVerdict Verdict);
