using ProxyAware.Upstream.Hosting;

namespace ProxyAware.Upstream.Reporting;

/// <summary>Shows the upstreams of the app: those that were added, and those that stand in the configuration. What <see cref="UpstreamTls.Create"/> made belongs to whoever called it.</summary>
internal sealed class UpstreamReport(UpstreamTlsProvider upstreams)
{
    /// <summary>All upstreams as they stand now, by name. It is made anew for each call: for people and checks, not for each request.</summary>
    public IReadOnlyList<UpstreamSnapshot> Current() =>
        [.. upstreams.All().Select(u => SnapshotBuilder.Build(u.Upstream.State, u.IsUsed)).OfType<UpstreamSnapshot>().OrderBy(u => u.Name, StringComparer.Ordinal)];
}
