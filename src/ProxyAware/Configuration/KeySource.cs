namespace ProxyAware.Configuration;

/// <summary>One place that configuration comes from, as far as it can be told apart from the others.</summary>
internal abstract class KeySource
{
    /// <summary>How people know it: <c>JsonConfigurationProvider for 'appsettings.json' (Optional)</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The text at a path. A JSON null is the same as nothing.</summary>
    public abstract string? Text(string path);

    /// <summary>The names of the keys directly below a path, each once; the empty path is the top.</summary>
    public abstract IReadOnlyList<string> Children(string path);

    /// <summary>Puts a key below a path that may be empty.</summary>
    public static string Join(string path, string key) => path.Length == 0 ? key : path + ":" + key;
}
