namespace ProxyAware.Diagnostics.Audit;

/// <summary>What a run showed.</summary>
/// <param name="Planned">How many requests it consists of.</param>
/// <param name="Received">How many arrived.</param>
/// <param name="Headers">What became of each forged header.</param>
/// <param name="Checks">What else was tried.</param>
internal sealed record AuditReport(int Planned, int Received, IReadOnlyList<AuditRow> Headers, IReadOnlyList<AuditCheck> Checks);
