using ProxyAware.Diagnostics.Findings;

namespace ProxyAware.Upstream.Reporting;

/// <summary>What is the matter with the upstreams.</summary>
internal sealed class UpstreamFindings(UpstreamReport report, TimeProvider time) : IFindingSource
{
    public IEnumerable<Finding> Current() => Concerns().Select(c => c.Finding);

    public IEnumerable<UpstreamConcern> Concerns()
    {
        var now = time.GetUtcNow();
        return report.Current().SelectMany(upstream => UpstreamConcerns.Find(upstream, now));
    }
}
