using ProxyAware.Diagnostics.Findings;

namespace ProxyAware.Diagnostics.Page;

/// <summary>A finding as the page and JSON show it.</summary>
internal sealed record FindingView(string Code, string Severity, string Title, string Evidence, string Fix, long Count, DateTimeOffset Since)
{
    public static FindingView From(Finding finding) => new(
        finding.Code, finding.Severity.ToString().ToLowerInvariant(), finding.Title, finding.Evidence, finding.Fix, finding.Count, finding.Since);
}
