using Microsoft.Extensions.Logging;

namespace ProxyAware.Tests.Support;

/// <summary>Keeps the fields of the events that have one number.</summary>
internal sealed class EventRecorder(int eventId) : ILoggerProvider, ILogger
{
    public List<IReadOnlyDictionary<string, object?>> Fields { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (id.Id == eventId && state is IReadOnlyList<KeyValuePair<string, object?>> fields)
        {
            Fields.Add(fields.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal));
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
