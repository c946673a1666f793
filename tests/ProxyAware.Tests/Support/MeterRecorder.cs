using System.Diagnostics.Metrics;
using System.Globalization;

namespace ProxyAware.Tests.Support;

/// <summary>Keeps what the instruments of one host's meter record. Other hosts of the process have a meter of the same name.</summary>
internal sealed class MeterRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<(string Instrument, double Value, string Tags)> _measurements = [];
    private readonly List<Instrument> _instruments = [];

    public MeterRecorder(IMeterFactory factory, string meter = ProxyAwareMeters.Name)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                lock (_measurements)
                {
                    _instruments.Add(instrument);
                }

                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<Instrument> Instruments
    {
        get
        {
            lock (_measurements)
            {
                return [.. _instruments];
            }
        }
    }

    /// <summary>What an instrument recorded, summed up for each set of tags, such as <c>result=accepted upstream=x</c>.</summary>
    public IReadOnlyDictionary<string, double> Sums(string instrument) => Group(instrument, values => values.Sum());

    /// <summary>How often an instrument recorded something, for each set of tags.</summary>
    public IReadOnlyDictionary<string, double> Counts(string instrument) => Group(instrument, values => values.Count());

    /// <summary>Asks the observable instruments, and returns what this one says now.</summary>
    public IReadOnlyDictionary<string, double> Observe(string instrument)
    {
        lock (_measurements)
        {
            _measurements.RemoveAll(m => m.Instrument == instrument);
        }

        _listener.RecordObservableInstruments();
        return Group(instrument, values => values.Single());
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(' ', tags.ToArray().OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key}={t.Value}")));
        lock (_measurements)
        {
            _measurements.Add((instrument.Name, value, text));
        }
    }

    private Dictionary<string, double> Group(string instrument, Func<IEnumerable<double>, double> value)
    {
        lock (_measurements)
        {
            return _measurements.Where(m => m.Instrument == instrument).GroupBy(m => m.Tags, StringComparer.Ordinal).ToDictionary(g => g.Key, g => value(g.Select(m => m.Value)), StringComparer.Ordinal);
        }
    }
}
