using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Start;
using ProxyAware.Trust;

namespace ProxyAware.Configuration;

/// <summary>
/// Holds the policy in force. It compiles once when the host starts, where any problem is thrown, and again whenever the configuration or
/// a file of addresses changes, where a problem keeps the last good policy. Options are made anew when the configuration changes, never taken from
/// a monitor, whose value throws on every read once something is invalid. A changed file of addresses is no reason to read the configuration, which
/// may have lost what it held without having changed.
/// </summary>
internal sealed class PolicyHolder : IDisposable
{
    private readonly ReadOptions<ProxyAwareOptions> _options;
    private readonly IEnumerable<IOptionsChangeTokenSource<ProxyAwareOptions>> _changes;
    private readonly ILogger _logger;
    private readonly ReloadMetrics? _metrics;
    private readonly ConfigurationFiles? _files;
    private readonly string _contentRoot;
    private readonly TokenFileMonitor _monitor;
    private readonly Lock _gate = new();
    private readonly List<IDisposable> _subscriptions = [];
    private volatile ProxyAwarePolicy? _current;
    private volatile ConfigurationFailure? _unread;
    private volatile ConfigurationFailure? _unusable;
    private bool _listening;

    public PolicyHolder(
        IOptionsFactory<ProxyAwareOptions> factory,
        IEnumerable<IOptionsChangeTokenSource<ProxyAwareOptions>> changes,
        ILoggerFactory loggers,
        TimeProvider time,
        IHostEnvironment? environment = null,
        ReloadMetrics? metrics = null,
        ConfigurationFiles? files = null)
    {
        _options = new(() => factory.Create(Options.DefaultName), files);
        _changes = changes;
        _logger = loggers.CreateLogger(Log.Category);
        _contentRoot = environment?.ContentRootPath ?? Directory.GetCurrentDirectory();
        _metrics = metrics;
        _files = files;
        Time = time;
        _monitor = new TokenFileMonitor(time, CompileAgain);
    }

    /// <summary>A holder of one policy that never changes, for a request that is explained and not served.</summary>
    public static PolicyHolder Holding(ProxyAwarePolicy policy) =>
        new(new OptionsFactory<ProxyAwareOptions>([], []), [], NullLoggerFactory.Instance, TimeProvider.System) { _current = policy };

    /// <summary>The policy in force; the first call compiles it.</summary>
    /// <exception cref="ProxyAwareConfigurationException">The configuration cannot be used.</exception>
    public ProxyAwarePolicy Current => _current ?? Start();

    /// <summary>Why the configuration as it stands now is not in force; null if it is.</summary>
    public ConfigurationFailure? Failure => _unread ?? _unusable;

    private TimeProvider Time { get; }

    public void Dispose()
    {
        List<IDisposable> subscriptions;
        lock (_gate)
        {
            subscriptions = [.. _subscriptions];
            _subscriptions.Clear();
        }

        // Outside the lock: ending a subscription waits for a reload that is under way, and that one may wait for the lock.
        subscriptions.ForEach(s => s.Dispose());
        _files?.Unsubscribe(NotRead);
        _monitor.Dispose();
    }

    private ProxyAwarePolicy Start()
    {
        lock (_gate)
        {
            if (_current is { } started)
            {
                return started;
            }

            Listen();
            if (_options.Read() is { Count: > 0 } unread)
            {
                throw new ProxyAwareConfigurationException(unread);
            }

            var policy = PolicyCompiler.CompileOrThrow(_options.Last!, _contentRoot);
            _options.Accept();
            _monitor.Watch(policy.Files);
            return _current = policy;
        }
    }

    // Before anything is read: a change in between is then not lost, but waits for the lock.
    private void Listen()
    {
        if (_listening)
        {
            return;
        }

        _listening = true;
        _subscriptions.AddRange(_changes.Select(source => ChangeToken.OnChange(source.GetChangeToken, Reload)));
        _files?.Subscribe(NotRead);
    }

    /// <summary>The configuration changed.</summary>
    private void Reload()
    {
        lock (_gate)
        {
            // A change that comes while the first policy is not there yet will be read by it.
            if (_current is null)
            {
                return;
            }

            if (_options.ReadAgain(Codes.ReloadFailed, ProxyAwareDefaults.SectionName) is { Count: > 0 } unread)
            {
                NotRead(unread);
                return;
            }

            _unread = null;
            Apply(CompileLast(), ReloadMetrics.Configuration);
        }
    }

    /// <summary>A file of addresses changed.</summary>
    /// <param name="agreed">The fingerprints on which two reads agreed.</param>
    private void CompileAgain(IReadOnlyDictionary<string, string> agreed)
    {
        lock (_gate)
        {
            if (_current is null)
            {
                return;
            }

            var result = CompileFiles();
            if (result.Files.Any(f => agreed.TryGetValue(f.Key, out var fingerprint) && fingerprint != f.Value))
            {
                // A file is being written again. The monitor goes on looking and will agree on something later.
                return;
            }

            Apply(result, ReloadMetrics.TrustFile);
        }
    }

    /// <summary>Settings that cannot be used stand in the way of no file: those in force are compiled with the files as they are now.</summary>
    private CompileResult CompileFiles()
    {
        var result = CompileLast();
        if (result.Policy is not null || _options.Fallback is not { } inForce)
        {
            return result;
        }

        var kept = PolicyCompiler.Compile(inForce, _contentRoot);
        return new(kept.Policy, result.Problems, FileHashes.Join(kept.Files, result.Files));
    }

    private CompileResult CompileLast()
    {
        var result = PolicyCompiler.Compile(_options.Last!, _contentRoot);
        if (result.Policy is not null)
        {
            _options.Accept();
        }

        return result;
    }

    private void Apply(CompileResult result, string kind)
    {
        // Files are watched as they were found now, whether or not they could be used, beside those of what stays in force.
        _monitor.Watch(result.Policy is null ? FileHashes.Join(result.Files, _current!.Files) : result.Files);
        _unusable = result.Problems.Count == 0 ? null : Fail(_unusable, result.Problems, kind);
        if (result.Policy is not { } policy)
        {
            return;
        }

        _metrics?.Reloaded(kind, applied: true);
        var said = _current!.Notices;
        _current = policy;
        Log.Reloaded(_logger);
        StartLog.WriteNotices(_logger, policy.Notices.Except(said));
    }

    private void NotRead(IReadOnlyList<ConfigurationProblem> problems)
    {
        lock (_gate)
        {
            if (_current is not null)
            {
                _unread = Fail(_unread, problems, ReloadMetrics.Configuration);
            }
        }
    }

    private ConfigurationFailure Fail(ConfigurationFailure? known, IReadOnlyList<ConfigurationProblem> problems, string kind)
    {
        var text = string.Join(Environment.NewLine, problems);
        if (known?.Text == text)
        {
            return known;
        }

        _metrics?.Reloaded(kind, applied: false);
        if (kind == ReloadMetrics.TrustFile)
        {
            Log.TrustFileFailed(_logger, text);
        }
        else
        {
            Log.ReloadFailed(_logger, text);
        }

        return new(text, problems, Time.GetUtcNow());
    }
}
