using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace ProxyAware.Tests.Support;

/// <summary>Real files, whose change a configuration notices when it is told to, on the caller's thread.</summary>
internal sealed class HandTurnedFiles(string folder) : IFileProvider, IDisposable
{
    private readonly PhysicalFileProvider _files = new(folder);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _changes = new(StringComparer.Ordinal);

    public IFileInfo GetFileInfo(string subpath) => _files.GetFileInfo(subpath);

    public IDirectoryContents GetDirectoryContents(string subpath) => _files.GetDirectoryContents(subpath);

    public IChangeToken Watch(string filter) => new CancellationChangeToken(_changes.GetOrAdd(filter, _ => new()).Token);

    /// <summary>Writes a file, or deletes it, and has it loaded.</summary>
    public void Change(string name, string? content)
    {
        Write(name, content);
        Turn(name);
    }

    public void Write(string name, string? content)
    {
        var path = Path.Combine(folder, name);
        if (content is null)
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllText(path, content);
        }
    }

    public void Turn(string name)
    {
        if (_changes.TryRemove(name, out var change))
        {
            try
            {
                change.Cancel();
            }
            catch (AggregateException)
            {
                // What loading throws is lost in the framework's own watching, too.
            }
        }
    }

    public T Source<T>(string name, bool optional = true, bool reloadOnChange = true, Action<FileLoadExceptionContext>? onLoadException = null)
        where T : FileConfigurationSource, new() =>
        new() { FileProvider = this, Path = name, Optional = optional, ReloadOnChange = reloadOnChange, ReloadDelay = 0, OnLoadException = onLoadException };

    public void Dispose() => _files.Dispose();
}
