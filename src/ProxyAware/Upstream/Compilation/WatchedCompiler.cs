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

    // Copied, because code that configures options may keep them.
    private readonly ReadOptions<UpstreamTlsOptions> _options = new(() => UpstreamOptionsCopy.Of(read()), configuration);

    /// <summary>Reads and compiles. What an app's own code throws while it configures the options is thrown.</summary>
    public UpstreamCompileResult Compile() =>
        _options.Read() is { Count: > 0 } problems ? new(null, problems, new Dictionary<string, string>(StringComparer.Ordinal)) : Recompile();

    /// <summary>Reads again, and returns why that cannot be used. What an app's own code throws is a problem like any other: the last settings stay.</summary>
    public IReadOnlyList<ConfigurationProblem> ReadAgain() => _options.ReadAgain(Codes.UpstreamReloadFailed, scope.KeyPrefix);

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
        var result = UpstreamCompiler.Compile(_options.Last!, scope, time, _stores);
        if (result.Policy is not null)
        {
            _options.Accept();
            return result;
        }

        if (_options.Fallback is not { } inForce)
        {
            return result;
        }

        var kept = UpstreamCompiler.Compile(inForce, scope, time, _stores);
        return new(kept.Policy, result.Problems, FileHashes.Join(kept.Files, result.Files));
    }
}
