using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ProxyAware.Tests.Support;

/// <summary>Keeps what is logged under one category: that of ProxyAware, unless another is named.</summary>
internal sealed class LogCollector(string category = "ProxyAware") : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _entries = new();

    public IReadOnlyList<(LogLevel Level, string Text)> Entries => [.. _entries];

    /// <summary>The entries of a level that begin with a code.</summary>
    public int Count(LogLevel level, string code) => _entries.Count(e => e.Level == level && e.Text.StartsWith(code, StringComparison.Ordinal));

    public string Single(LogLevel level, string code) => Assert.Single(Entries, e => e.Level == level && e.Text.StartsWith(code, StringComparison.Ordinal)).Text;

    public ILogger CreateLogger(string categoryName) => categoryName == category ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((logLevel, formatter(state, exception)));

    public void Dispose()
    {
        // Nothing is held.
    }
}
