using ProxyAware.Upstream.Files;

namespace ProxyAware.Upstream.Compilation;

/// <summary>Reads the files of an upstream and keeps the hash of what was found, whether or not it could be used.</summary>
internal sealed class UpstreamFiles(string contentRoot)
{
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>The full path of each file with the hash of its content.</summary>
    public IReadOnlyDictionary<string, string> Hashes => _hashes;

    // A name with a NUL, which JSON can hold, is none: as it stands it is a file that cannot be read.
    public string FullPath(string path) => path.Contains('\0', StringComparison.Ordinal) ? path : Path.GetFullPath(path, contentRoot);

    /// <summary>The content of a file, or <see langword="null"/> and why it cannot be read.</summary>
    public byte[]? Read(string path, out string error)
    {
        var full = FullPath(path);
        error = BoundedFile.TryRead(full, out var bytes, out var reason) ? "" : reason;
        _hashes[full] = BoundedFile.FingerprintOf(bytes);
        if (bytes is { Length: 0 })
        {
            error = $"the file '{full}' is empty";
        }

        return error.Length == 0 ? bytes : null;
    }

    public string? ReadText(string path, out string error) =>
        Read(path, out error) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF') : null;
}
