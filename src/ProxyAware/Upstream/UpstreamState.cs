using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Compilation;
using ProxyAware.Upstream.Handlers;
using ProxyAware.Upstream.Reporting;

namespace ProxyAware.Upstream;

/// <summary>
/// Holds the policy of an upstream that is in force. It is compiled at start, where any problem is thrown, and again when the configuration or a file
/// changes, where a problem keeps the last good policy. A change that tightens retires the connections of all handlers. A changed certificate, key or list
/// is no reason to read the configuration, which may have lost what it held without having changed.
/// </summary>
internal sealed class UpstreamState : IDisposable
{
    private readonly WatchedCompiler _compiler;
    private readonly Lock _gate = new();
    private readonly HashSet<OwnedHandler> _handlers = [];
    private volatile PolicyInForce? _current;
    private volatile ConfigurationFailure? _unread;
    private volatile ConfigurationFailure? _unusable;
    private volatile bool _disposed;

    public UpstreamState(UpstreamScope scope, Func<UpstreamTlsOptions> options, ILoggerFactory loggers, TimeProvider time, UpstreamMetrics? metrics = null, ConfigurationFiles? files = null)
    {
        Name = scope.Name;
        Logger = loggers.CreateLogger(Log.Category);
        Time = time;
        Metrics = metrics;
        metrics?.Add(this);
        Journal = new HandshakeJournal(time);
        _compiler = new WatchedCompiler(scope, options, time, () => Reload(read: false), files);
    }

    public string Name { get; }

    public ILogger Logger { get; }

    public TimeProvider Time { get; }

    /// <summary>Why settings and files as they stand now are not in force; null if they are.</summary>
    public ConfigurationFailure? Failure => _unread ?? _unusable;

    /// <summary>How the handshakes ended.</summary>
    public HandshakeJournal Journal { get; }

    /// <summary>Where it is measured; <see langword="null"/> where nobody does.</summary>
    public UpstreamMetrics? Metrics { get; }

    /// <summary>The policy in force with its date; <see langword="null"/> before the start and after the end.</summary>
    public PolicyInForce? InForce => _disposed ? null : _current;

    /// <summary>The policy in force.</summary>
    public UpstreamPolicy Current
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(UpstreamTls));
            return _current?.Policy ?? throw new InvalidOperationException("The upstream was not started.");
        }
    }

    /// <summary>Compiles for the first time.</summary>
    /// <exception cref="ProxyAwareConfigurationException">The settings cannot be used.</exception>
    public void Start()
    {
        if (TryStart() is { Count: > 0 } problems)
        {
            throw new ProxyAwareConfigurationException(problems);
        }
    }

    /// <summary>Compiles unless that was done, and returns what is wrong.</summary>
    public IReadOnlyList<ConfigurationProblem> TryStart()
    {
        lock (_gate)
        {
            if (_current is not null)
            {
                return [];
            }

            var result = _compiler.Compile();
            if (result.Policy is { } policy)
            {
                _current = new(policy, Time.GetUtcNow());
                Log.UpstreamStarted(Logger, PolicyText.Describe(policy));
                Say(policy);
            }

            return result.Problems;
        }
    }

    /// <summary>Reads and compiles again; called when the configuration changes.</summary>
    public void Reload() => Reload(read: true);

    /// <summary>The configuration cannot be read now.</summary>
    public void NotRead(IReadOnlyList<ConfigurationProblem> problems)
    {
        lock (_gate)
        {
            if (!_disposed && _current is not null)
            {
                _unread = Fail(_unread, problems);
            }
        }
    }

    public void Add(OwnedHandler handler)
    {
        lock (_gate)
        {
            _handlers.Add(handler);
        }
    }

    public void Remove(OwnedHandler handler)
    {
        lock (_gate)
        {
            _handlers.Remove(handler);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        Metrics?.Remove(this);
        _compiler.Dispose();
    }

    private void Reload(bool read)
    {
        List<OwnedHandler> retired = [];
        lock (_gate)
        {
            if (_disposed || _current is not { Policy: var old })
            {
                return;
            }

            var mended = _unusable is not null;
            if (read)
            {
                if (_compiler.ReadAgain() is { Count: > 0 } problems)
                {
                    NotRead(problems);
                    return;
                }

                mended |= _unread is not null;
                _unread = null;
            }

            var result = _compiler.Recompile();
            _unusable = result.Problems.Count == 0 ? null : Fail(_unusable, result.Problems);
            if (result.Policy is not { } policy)
            {
                return;
            }

            if (policy.Fingerprint.SameAs(old.Fingerprint))
            {
                if (mended && _unusable is null)
                {
                    Metrics?.Reloaded(applied: true);
                }

                return;
            }

            // First the policy, then the handlers: what a new handler connects is judged by the new policy.
            _current = new(policy, Time.GetUtcNow());
            var tightens = policy.Fingerprint.Tightens(old.Fingerprint);
            retired = tightens ? [.. _handlers] : [];
            Metrics?.Reloaded(applied: true);
            Log.UpstreamReloaded(Logger, Name, tightens ? "retired; responses in flight complete" : "kept");
            Say(policy);
        }

        retired.ForEach(handler => handler.Retire());
    }

    private ConfigurationFailure Fail(ConfigurationFailure? known, IReadOnlyList<ConfigurationProblem> problems)
    {
        var text = string.Join(Environment.NewLine, problems);
        if (known?.Text == text)
        {
            return known;
        }

        Metrics?.Reloaded(applied: false);
        Log.UpstreamReloadFailed(Logger, Name, text);
        return new(text, problems, Time.GetUtcNow());
    }

    private void Say(UpstreamPolicy policy)
    {
        foreach (var notice in policy.Notices)
        {
            if (notice.IsWarning)
            {
                Log.Warning(Logger, notice.Code, notice.Text);
            }
            else
            {
                Log.Notice(Logger, notice.Code, notice.Text);
            }
        }
    }
}
