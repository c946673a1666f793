using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace ProxyAware.Tests.Diagnostics;

/// <summary>Records what one app counts, as <c>name tag=value tag=value</c>.</summary>
internal sealed class MetricsRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public MetricsRecorder(IServiceProvider services)
    {
        // Every test has meters of its own; those of tests beside it are not counted.
        var factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var key = instrument.Name + string.Concat(tags.ToArray().Select(t => $" {t.Key}={t.Value}"));
            _counts.AddOrUpdate(key, value, (_, old) => old + value);
        });
        _listener.Start();
    }

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Dispose() => _listener.Dispose();
}
