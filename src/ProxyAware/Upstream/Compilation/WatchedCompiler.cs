using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Files;

namespace ProxyAware.Upstream.Compilation;

/// <summary>Compiles the settings of an upstream as they were read last, and watches the files that they name.</summary>
internal sealed class WatchedCompiler(UpstreamScope scope, Func<UpstreamTlsOptions> read, TimeProvider time, Action changed, ConfigurationFiles? configuration) : IDisposable
{
    private readonly WatchedFiles _files = new(time, changed);
    private readonly PinStores _stores = new(time);
    private IReadOnlyCollection<string> _paths = [];
    private UpstreamTlsOptions? _options;
    private UpstreamTlsOptions? _optionsInForce;

    /// <summary>Reads and compiles. What an app's own code throws while it configures the options is thrown.</summary>
    public UpstreamCompileResult Compile() =>
        Read() is { Count: > 0 } problems ? new(null, problems, new Dictionary<string, string>(StringComparer.Ordinal)) : Recompile();

    /// <summary>Reads again, and returns why that cannot be used. What an app's own code throws is a problem like any other: the last settings stay.</summary>
    public IReadOnlyList<ConfigurationProblem> ReadAgain()
    {
        try
        {
            return Read();
        }
#pragma warning disable CA1031 // Whatever it is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return [new(Codes.UpstreamReloadFailed, scope.KeyPrefix, null, $"reading it failed: {exception.Message}", "see the exception")];
        }
    }

    /// <summary>
    /// Compiles what was read last, with the files as they are now. What is watched first and read afterwards cannot change unnoticed in between. Only the
    /// reading tells which files there are.
    /// </summary>
    public UpstreamCompileResult Recompile()
    {
        _files.Watch(_paths);
        var result = CompileOnce();
        if (result.Files.Keys.Any(path => !_paths.Contains(path, StringComparer.Ordinal)))
        {
            _paths = [.. result.Files.Keys];
            _files.Watch(_paths);
            result = CompileOnce();
        }

        return result;
    }

    public void Dispose()
    {
        _files.Dispose();
        _stores.Dispose();
    }

    // Settings that cannot be used stand in the way of no file: those in force are compiled with the files as they are now, and the problems are told.
    private UpstreamCompileResult CompileOnce()
    {
        var result = UpstreamCompiler.Compile(_options!, scope, time, _stores);
        _optionsInForce = result.Policy is null ? _optionsInForce : _options;
        if (result.Policy is not null || _optionsInForce is not { } good || ReferenceEquals(good, _options))
        {
            return result;
        }

        var kept = UpstreamCompiler.Compile(good, scope, time, _stores);
        return new(kept.Policy, result.Problems, kept.Files.Concat(result.Files).DistinctBy(f => f.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal));
    }

    private IReadOnlyList<ConfigurationProblem> Read()
    {
        UpstreamTlsOptions? options = null;
        void Make() => options = read();
        IReadOnlyList<ConfigurationProblem> problems = [];
        if (configuration is null)
        {
            Make();
        }
        else
        {
            problems = configuration.Read(Make);
        }

        // Code that configures options may keep them.
        _options = problems.Count == 0 ? UpstreamOptionsCopy.Of(options!) : _options;
        return problems;
    }
}
