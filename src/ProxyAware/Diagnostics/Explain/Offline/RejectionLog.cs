using System.Collections.Concurrent;

namespace ProxyAware.Diagnostics.Explain.Offline;

/// <summary>Kestrel tells why it rejects a request in its log only. This listens to that, and writes nothing.</summary>
internal sealed class RejectionLog(ConcurrentDictionary<string, OfflineExchange> exchanges) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
        // Nothing else listens.
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    // Kestrel quotes what it rejects only where somebody listens.
    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is BadHttpRequestException rejection
            && state is IEnumerable<KeyValuePair<string, object?>> values
            && values.FirstOrDefault(v => v.Key == "ConnectionId").Value is string id
            && exchanges.TryGetValue(id, out var exchange))
        {
            exchange.Reject(new(rejection.StatusCode, rejection.Message));
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
