using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Compilation;
using ProxyAware.Upstream.Reporting;

namespace ProxyAware.Upstream.Hosting;

/// <summary>Holds the upstreams of the app: those that were added, and those that stand in the configuration.</summary>
internal sealed class UpstreamTlsProvider : IUpstreamTlsProvider, IDisposable
{
    private readonly IReadOnlyList<UpstreamRegistration> _registrations;
    private readonly IOptionsFactory<UpstreamTlsOptions> _options;
    private readonly ILoggerFactory _loggers;
    private readonly TimeProvider _time;
    private readonly UpstreamMetrics _metrics;
    private readonly ConfigurationFiles _files;
    private readonly IConfiguration? _configuration;
    private readonly IHostEnvironment? _environment;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, UpstreamTls> _upstreams = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _askedFor = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IDisposable> _subscriptions = [];

    public UpstreamTlsProvider(
        IEnumerable<UpstreamRegistration> registrations,
        IOptionsFactory<UpstreamTlsOptions> options,
        ILoggerFactory loggers,
        TimeProvider time,
        UpstreamMetrics metrics,
        ConfigurationFiles files,
        IConfiguration? configuration = null,
        IHostEnvironment? environment = null)
    {
        _registrations = [.. registrations];
        _options = options;
        _loggers = loggers;
        _time = time;
        _metrics = metrics;
        _files = files;
        _configuration = configuration;
        _environment = environment;
        _logger = loggers.CreateLogger(Log.Category);
        _files.Subscribe(NotRead);
    }

    public UpstreamTls GetUpstream(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!IsRegistered(name) && !Configured().Contains(name, StringComparer.OrdinalIgnoreCase) && !IsKept(name))
        {
            throw new ArgumentException($"There is no upstream '{name}': neither is there a section '{UpstreamTlsDefaults.SectionName}:{name}', nor was it added with AddUpstreamTls.", nameof(name));
        }

        var upstream = Find(name);
        lock (_gate)
        {
            _askedFor.Add(name);
        }

        upstream.State.Start();
        return upstream;
    }

    /// <summary>The policies of all upstreams by name, for the block at start.</summary>
    public IReadOnlyList<UpstreamPolicy> InForce()
    {
        lock (_gate)
        {
            return [.. _upstreams.OrderBy(u => u.Key, StringComparer.OrdinalIgnoreCase).Select(u => u.Value.State.Current)];
        }
    }

    /// <summary>Compiles every upstream, added or configured, and returns all that is wrong.</summary>
    public IReadOnlyList<ConfigurationProblem> Check()
    {
        if (_files.Problems() is { Count: > 0 } unread)
        {
            return unread;
        }

        var configured = Configured();
        var unused = configured.Where(c => !IsRegistered(c)).ToList();
        List<ConfigurationProblem> problems = [.. UpstreamSection.Problems(_configuration), .. new SectionCheck(_registrations, configured, unused, _logger).Problems()];
        foreach (var name in _registrations.Select(r => r.Name).Concat(unused).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            problems.AddRange(Find(name).State.TryStart());
        }

        EnvironmentProxies.Notice(_logger);
        return problems;
    }

    /// <summary>The upstreams that were looked up or checked so far, and whether a client was registered for them or code has asked for them.</summary>
    public IReadOnlyList<(UpstreamTls Upstream, bool IsUsed)> All()
    {
        lock (_gate)
        {
            return [.. _upstreams.Values.Select(u => (u, IsRegistered(u.Name) || _askedFor.Contains(u.Name)))];
        }
    }

    public void Dispose()
    {
        _files.Unsubscribe(NotRead);
        List<IDisposable> ends;
        lock (_gate)
        {
            ends = [.. _subscriptions, .. _upstreams.Values];
            _subscriptions.Clear();
        }

        // Outside the lock: ending a subscription waits for a reload that is under way, and that one may wait for the lock.
        ends.ForEach(end => end.Dispose());
    }

    private UpstreamTls Find(string name)
    {
        lock (_gate)
        {
            if (_upstreams.TryGetValue(name, out var found))
            {
                return found;
            }

            var registration = _registrations.FirstOrDefault(r => IsNamed(r, name));
            var prefix = (registration?.Section as IConfigurationSection)?.Path ?? $"{UpstreamTlsDefaults.SectionName}:{name}";
            var scope = new UpstreamScope(
                name, prefix, _environment?.ContentRootPath ?? Directory.GetCurrentDirectory(), _environment?.IsDevelopment() ?? false);
            var state = new UpstreamState(scope, () => _options.Create(name), _loggers, _time, _metrics, _files);
            foreach (var source in _registrations.Where(r => IsNamed(r, name)).Select(r => r.Section).Append(_configuration).OfType<IConfiguration>().Distinct())
            {
                _subscriptions.Add(ChangeToken.OnChange(source.GetReloadToken, state.Reload));
            }

            return _upstreams[name] = new UpstreamTls(state);
        }
    }

    private void NotRead(IReadOnlyList<ConfigurationProblem> problems)
    {
        foreach (var (upstream, _) in All())
        {
            upstream.State.NotRead(problems);
        }
    }

    /// <summary>Whether an upstream is in force with its last good settings, which the configuration may have lost.</summary>
    private bool IsKept(string name)
    {
        lock (_gate)
        {
            return _upstreams.TryGetValue(name, out var known) && known.State.Failure is not null;
        }
    }

    private bool IsRegistered(string name) => _registrations.Any(r => IsNamed(r, name));

    private static bool IsNamed(UpstreamRegistration registration, string name) => string.Equals(registration.Name, name, StringComparison.OrdinalIgnoreCase);

    private IReadOnlyList<string> Configured() => UpstreamSection.Names(_configuration);
}
