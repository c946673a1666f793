using System.Diagnostics.Metrics;

namespace ProxyAware.Diagnostics;

/// <summary>What is counted. No address and no origin is ever a tag: their number is up to clients.</summary>
internal sealed class ProxyAwareMetrics
{
    private readonly Counter<long> _refusals;

    public ProxyAwareMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(ProxyAwareMeters.Name);
        _refusals = meter.CreateCounter<long>("proxyaware.refusals", "{request}", "Requests that were refused, or would be in report mode.");
    }

    public void Refused(string kind, string reason, bool enforced)
    {
        if (_refusals.Enabled)
        {
            _refusals.Add(1, new("kind", kind), new("reason", reason), new("enforced", enforced));
        }
    }
}
