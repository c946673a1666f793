using Microsoft.Extensions.Configuration;

namespace ProxyAware.Configuration;

/// <summary>
/// The files behind the configuration. When one of them cannot be loaded again, the framework empties its provider and tells nobody, so that whoever
/// reads the configuration next, for whatever reason, finds defaults where settings were. Nothing may be read then.
/// </summary>
/// <remarks>A section that was handed over hides where it comes from; of a whole configuration the files are seen, chained ones too.</remarks>
internal sealed class ConfigurationFiles(IEnumerable<HandedConfiguration> handed, IConfiguration? host = null) : IDisposable
{
    private readonly IReadOnlyList<IConfigurationRoot> _roots = [.. handed.Select(h => h.Configuration).Append(host).OfType<IConfigurationRoot>().Distinct()];
    private readonly Lock _gate = new();
    private readonly Dictionary<FileConfigurationSource, ConfigurationFile> _files = new(ReferenceEqualityComparer.Instance);
    private Action<IReadOnlyList<ConfigurationProblem>>? _failed;

    /// <summary>What is wrong with the files now; nothing while the configuration holds what they say.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems()
    {
        lock (_gate)
        {
            return [.. _roots.SelectMany(Providers).Select(provider => Of(provider.Source).Problem(provider)).OfType<ConfigurationProblem>().Distinct()];
        }
    }

    /// <summary>Has a file that could not be loaded told at once, on the thread that tried: no change token fires then.</summary>
    public void Subscribe(Action<IReadOnlyList<ConfigurationProblem>> failed)
    {
        lock (_gate)
        {
            _failed += failed;
        }
    }

    public void Unsubscribe(Action<IReadOnlyList<ConfigurationProblem>> failed)
    {
        lock (_gate)
        {
            _failed -= failed;
        }
    }

    /// <summary>Reads something of the configuration. Where there are problems, what was read is not to be used.</summary>
    public IReadOnlyList<ConfigurationProblem> Read(Action read)
    {
        if (Problems() is { Count: > 0 } problems)
        {
            return problems;
        }

        read();

        // A provider may have been emptied meanwhile.
        return Problems();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var source in _files.Keys)
            {
                source.OnLoadException -= OnLoadException;
            }

            _files.Clear();
        }
    }

    private static IEnumerable<FileConfigurationProvider> Providers(IConfigurationRoot root) => root.Providers.SelectMany(provider => provider switch
    {
        FileConfigurationProvider file => [file],
        ChainedConfigurationProvider { Configuration: IConfigurationRoot chained } => Providers(chained),
        _ => [],
    });

    private ConfigurationFile Of(FileConfigurationSource source)
    {
        if (!_files.TryGetValue(source, out var file))
        {
            _files[source] = file = new(source);
            source.OnLoadException += OnLoadException;
        }

        return file;
    }

    // What becomes of the exception is for the app's own handler to say.
    private void OnLoadException(FileLoadExceptionContext context)
    {
        // A trial of ours may meet it too, in the middle of a question that is asked under the lock; whoever asked will answer.
        if (_roots.SelectMany(Providers).Contains(context.Provider) && Problems() is { Count: > 0 } problems)
        {
            _failed?.Invoke(problems);
        }
    }
}
