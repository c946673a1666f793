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
/// a file of addresses changes, where a problem keeps the last good policy. Options are made anew each time, never taken from
/// a monitor, whose value throws on every read once something is invalid.
/// </summary>
internal sealed class PolicyHolder : IDisposable
{
    private readonly IOptionsFactory<ProxyAwareOptions> _factory;
    private readonly IEnumerable<IOptionsChangeTokenSource<ProxyAwareOptions>> _changes;
    private readonly ILogger _logger;
    private readonly ReloadMetrics? _metrics;
    private readonly string _contentRoot;
    private readonly TokenFileMonitor _monitor;
    private readonly Lock _gate = new();
    private readonly List<IDisposable> _subscriptions = [];
    private volatile ProxyAwarePolicy? _current;
    private volatile ConfigurationFailure? _failure;

    public PolicyHolder(
        IOptionsFactory<ProxyAwareOptions> factory,
        IEnumerable<IOptionsChangeTokenSource<ProxyAwareOptions>> changes,
        ILoggerFactory loggers,
        TimeProvider time,
        IHostEnvironment? environment = null,
        ReloadMetrics? metrics = null)
    {
        _factory = factory;
        _changes = changes;
        _logger = loggers.CreateLogger(Log.Category);
        _contentRoot = environment?.ContentRootPath ?? Directory.GetCurrentDirectory();
        _metrics = metrics;
        Time = time;
        _monitor = new TokenFileMonitor(time, Reload);
    }

    /// <summary>A holder of one policy that never changes, for a request that is explained and not served.</summary>
    public static PolicyHolder Holding(ProxyAwarePolicy policy) =>
        new(new OptionsFactory<ProxyAwareOptions>([], []), [], NullLoggerFactory.Instance, TimeProvider.System) { _current = policy };

    /// <summary>The policy in force; the first call compiles it.</summary>
    /// <exception cref="ProxyAwareConfigurationException">The configuration cannot be used.</exception>
    public ProxyAwarePolicy Current => _current ?? Start();

    /// <summary>Why the configuration as it stands now is not in force; null if it is.</summary>
    public ConfigurationFailure? Failure => _failure;

    private TimeProvider Time { get; }

    public void Dispose()
    {
        lock (_gate)
        {
            _subscriptions.ForEach(s => s.Dispose());
            _subscriptions.Clear();
        }

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

            // Before anything is read: a change in between is then not lost, but waits for the lock.
            if (_subscriptions.Count == 0)
            {
                _subscriptions.AddRange(_changes.Select(source => ChangeToken.OnChange(source.GetChangeToken, () => Reload(agreed: null))));
            }

            var policy = PolicyCompiler.CompileOrThrow(_factory.Create(Options.DefaultName), _contentRoot);
            _monitor.Watch(policy.Files);
            return _current = policy;
        }
    }

    /// <param name="agreed">The fingerprints of changed files on which two reads agreed; null when the configuration changed.</param>
    private void Reload(IReadOnlyDictionary<string, string>? agreed)
    {
        lock (_gate)
        {
            // A change that comes while the first policy is not there yet will be read by it.
            if (_current is null)
            {
                return;
            }

            CompileResult result;
            try
            {
                result = PolicyCompiler.Compile(_factory.Create(Options.DefaultName), _contentRoot);
            }
#pragma warning disable CA1031 // Whatever an app's own code throws while it configures options: the last good policy stays in force.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                var problem = new ConfigurationProblem(Codes.ReloadFailed, ProxyAwareDefaults.SectionName, null, $"reading it failed: {exception.Message}", "see the exception");
                result = new(null, [problem], _monitor.Watched);
            }

            if (agreed is not null && result.Files.Any(f => agreed.TryGetValue(f.Key, out var fingerprint) && fingerprint != f.Value))
            {
                // A file is being written again. The monitor goes on looking and will agree on something later.
                return;
            }

            // Files are watched as they were found now, whether or not they could be used.
            _monitor.Watch(result.Files);
            if (result.Policy is { } policy)
            {
                _metrics?.Reloaded(agreed is null ? ReloadMetrics.Configuration : ReloadMetrics.TrustFile, applied: true);
                var said = _current.Notices;
                _current = policy;
                _failure = null;
                Log.Reloaded(_logger);
                StartLog.WriteNotices(_logger, policy.Notices.Except(said));
            }
            else
            {
                Fail(result.Problems, fileChanged: agreed is not null);
            }
        }
    }

    private void Fail(IReadOnlyList<ConfigurationProblem> problems, bool fileChanged)
    {
        var text = string.Join(Environment.NewLine, problems);
        if (_failure?.Text == text)
        {
            return;
        }

        _metrics?.Reloaded(fileChanged ? ReloadMetrics.TrustFile : ReloadMetrics.Configuration, applied: false);
        _failure = new ConfigurationFailure(text, problems, Time.GetUtcNow());
        if (fileChanged)
        {
            Log.TrustFileFailed(_logger, text);
        }
        else
        {
            Log.ReloadFailed(_logger, text);
        }
    }
}
