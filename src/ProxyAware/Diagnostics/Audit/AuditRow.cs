namespace ProxyAware.Diagnostics.Audit;

/// <summary>One header in the report.</summary>
/// <param name="Name">The header.</param>
/// <param name="IsIdentity">Whether it names a user.</param>
/// <param name="Sent">What was sent.</param>
/// <param name="Received">What arrived.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Trusted">Whether these settings believe it.</param>
/// <param name="Verdict">What that means.</param>
internal sealed record AuditRow(string Name, bool IsIdentity, string Sent, IReadOnlyList<string> Received, ProbeOutcome Outcome, bool Trusted, AuditVerdict Verdict);
