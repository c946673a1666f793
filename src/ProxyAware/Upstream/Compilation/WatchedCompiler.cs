using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Files;

namespace ProxyAware.Upstream.Compilation;

/// <summary>Compiles the settings of an upstream as they stand now, and watches the files that they name.</summary>
internal sealed class WatchedCompiler(UpstreamScope scope, Func<UpstreamTlsOptions> options, TimeProvider time, Action changed) : IDisposable
{
    private readonly WatchedFiles _files = new(time, changed);
    private readonly PinStores _stores = new(time);
    private IReadOnlyCollection<string> _paths = [];

    /// <summary>Compiles. What an app's own code throws while it configures the options is thrown.</summary>
    public UpstreamCompileResult Compile() => Watch(() => UpstreamCompiler.Compile(options(), scope, time, _stores));

    /// <summary>Compiles again. What an app's own code throws is a problem like any other: the last good policy stays in force.</summary>
    public UpstreamCompileResult Recompile() => Watch(() =>
    {
        try
        {
            return UpstreamCompiler.Compile(options(), scope, time, _stores);
        }
#pragma warning disable CA1031 // Whatever it is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new(null, [new(Codes.UpstreamReloadFailed, scope.KeyPrefix, null, $"reading it failed: {exception.Message}", "see the exception")], new Dictionary<string, string>(StringComparer.Ordinal));
        }
    });

    public void Dispose()
    {
        _files.Dispose();
        _stores.Dispose();
    }

    // What is watched first and read afterwards cannot change unnoticed in between. Only the reading tells which files there are.
    private UpstreamCompileResult Watch(Func<UpstreamCompileResult> compile)
    {
        _files.Watch(_paths);
        var result = compile();
        if (result.Files.Keys.Any(path => !_paths.Contains(path, StringComparer.Ordinal)))
        {
            _paths = [.. result.Files.Keys];
            _files.Watch(_paths);
            result = compile();
        }

        return result;
    }
}
