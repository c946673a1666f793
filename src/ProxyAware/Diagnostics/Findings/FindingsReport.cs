namespace ProxyAware.Diagnostics.Findings;

/// <summary>All findings there are now, the gravest first.</summary>
internal sealed class FindingsReport(IEnumerable<IFindingSource> sources)
{
    public IReadOnlyList<Finding> Current() =>
        [.. sources.SelectMany(s => s.Current()).OrderBy(f => f.Severity).ThenBy(f => f.Code, StringComparer.Ordinal)];
}
