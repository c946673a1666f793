using ProxyAware.Diagnostics.Findings;

namespace ProxyAware.Upstream.Reporting;

/// <summary>Something about an upstream that people should know.</summary>
/// <param name="Finding">What.</param>
/// <param name="DegradesHealth">Whether it makes the health check degraded: facts of this machine's settings and files, and dates of servers that the settings name.</param>
internal sealed record UpstreamConcern(Finding Finding, bool DegradesHealth);
