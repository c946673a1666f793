using System.Diagnostics.Metrics;

namespace ProxyAware.Diagnostics;

/// <summary>What is counted. No address and no origin is ever a tag: their number is up to clients.</summary>
internal sealed class ProxyAwareMetrics
{
    private readonly Counter<long> _refusals;

    private readonly Counter<long> _resolutions;

    public ProxyAwareMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(ProxyAwareMeters.Name);
        _refusals = meter.CreateCounter<long>("proxyaware.refusals", "{request}", "Requests that were refused, or would be in report mode.");
        _resolutions = meter.CreateCounter<long>("proxyaware.resolutions", "{request}", "Requests by how their client was resolved.");
    }

    public void Resolved(ProxyReason reason)
    {
        if (_resolutions.Enabled)
        {
            _resolutions.Add(1, new KeyValuePair<string, object?>("reason", Name(reason)));
        }
    }

    public void Refused(Refusal refusal) => Refused(refusal.Kind, refusal.Reason, enforced: true);

    public void Refused(string kind, string reason, bool enforced)
    {
        if (_refusals.Enabled)
        {
            _refusals.Add(1, new("kind", kind), new("reason", reason), new("enforced", enforced));
        }
    }

    private static string Name(ProxyReason reason) => reason switch
    {
        ProxyReason.NobodyTrusted => "nobody_trusted",
        ProxyReason.UntrustedPeer => "untrusted_peer",
        ProxyReason.HeaderNotRead => "header_not_read",
        ProxyReason.HeaderMissing => "header_missing",
        ProxyReason.Resolved => "resolved",
        ProxyReason.AllTrusted => "all_trusted",
        ProxyReason.ShortChain => "short_chain",
        ProxyReason.Hidden => "hidden",
        ProxyReason.Malformed => "malformed",
        _ => "too_long",
    };
}
