namespace ProxyAware.Diagnostics.Audit;

/// <summary>What one piece of evidence means.</summary>
/// <param name="Risk">How bad it is.</param>
/// <param name="Code">The code of what needs a fix; null where nothing does.</param>
/// <param name="Title">What it means, in one sentence.</param>
/// <param name="Fix">What to do here; null where nothing is to be done.</param>
/// <param name="Proxies">What to do at the proxy.</param>
internal sealed record AuditVerdict(AuditRisk Risk, string? Code, string Title, string? Fix, IReadOnlyList<ProxyFix> Proxies)
{
    public static AuditVerdict Safe(string title) => new(AuditRisk.Safe, null, title, null, []);
}
