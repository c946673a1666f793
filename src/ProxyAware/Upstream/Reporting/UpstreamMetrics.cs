using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ProxyAware.Diagnostics;

namespace ProxyAware.Upstream.Reporting;

/// <summary>What is measured of upstreams. An upstream's name is a tag: it was chosen by the operator, and one that was made in code has one name for all. Hosts are none.</summary>
internal sealed class UpstreamMetrics
{
    // An instrument that is observed lives as long as its meter: one for each factory, whoever asks.
    private static readonly ConditionalWeakTable<IMeterFactory, UpstreamMetrics> Made = [];

    private static readonly Dictionary<UpstreamTlsReason, string> Reasons =
        Enum.GetValues<UpstreamTlsReason>().ToDictionary(r => r, r => JsonNamingPolicy.SnakeCaseLower.ConvertName(r.ToString()));

    private readonly Counter<long> _handshakes;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _rejections;
    private readonly ReloadMetrics _reloads;
    private readonly Lock _gate = new();
    private readonly HashSet<UpstreamState> _upstreams = [];

    private UpstreamMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(ProxyAwareMeters.Name);
        _handshakes = meter.CreateCounter<long>("proxyaware.upstream.handshakes", "{handshake}", "TLS handshakes with upstreams, accepted or refused.");
        _duration = meter.CreateHistogram(
            "proxyaware.upstream.handshake.duration", "s", "The time from the beginning of the TCP connection to the verdict on the server.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] });
        _rejections = meter.CreateCounter<long>("proxyaware.upstream.rejections", "{connection}", "Connections to upstreams that were refused, by reason.");
        meter.CreateObservableGauge(
            "proxyaware.upstream.time_to_expiry", Observe, "s", "The time until the certificates and pins of upstreams end; negative when they have.");
        _reloads = new ReloadMetrics(meters);
    }

    public static UpstreamMetrics For(IMeterFactory meters) => Made.GetValue(meters, m => new UpstreamMetrics(m));

    public void Add(UpstreamState upstream)
    {
        lock (_gate)
        {
            _upstreams.Add(upstream);
        }
    }

    public void Remove(UpstreamState upstream)
    {
        lock (_gate)
        {
            _upstreams.Remove(upstream);
        }
    }

    public void HandshakeEnded(string upstream, bool accepted, TimeSpan duration)
    {
        var result = accepted ? "accepted" : "refused";
        if (_handshakes.Enabled)
        {
            _handshakes.Add(1, new("upstream", upstream), new("result", result));
        }

        if (_duration.Enabled)
        {
            _duration.Record(duration.TotalSeconds, new("upstream", upstream), new("result", result));
        }
    }

    public void Rejected(string upstream, UpstreamTlsReason reason)
    {
        if (_rejections.Enabled)
        {
            _rejections.Add(1, new("upstream", upstream), new("reason", Reasons[reason]));
        }
    }

    public void Reloaded(bool applied) => _reloads.Reloaded(ReloadMetrics.Upstream, applied);

    // Upstreams that were made in code share a name: the first to end is the one to know of.
    private IEnumerable<Measurement<double>> Observe()
    {
        UpstreamState[] upstreams;
        lock (_gate)
        {
            upstreams = [.. _upstreams];
        }

        return upstreams
            .SelectMany(u => ExpiryTimes.Of(u).Select(e => (u.Name, e.Kind, Seconds: (e.End - u.Time.GetUtcNow()).TotalSeconds)))
            .GroupBy(e => (e.Name, e.Kind))
            .Select(same => new Measurement<double>(same.Min(e => e.Seconds), new("upstream", same.Key.Name), new("kind", same.Key.Kind)));
    }
}
