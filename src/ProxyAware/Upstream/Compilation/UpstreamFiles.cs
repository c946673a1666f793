using System.Security.Cryptography;

namespace ProxyAware.Upstream.Compilation;

/// <summary>Reads the files of an upstream and keeps the hash of what was found, whether or not it could be used.</summary>
internal sealed class UpstreamFiles(string contentRoot)
{
    public const string Unreadable = "unreadable";

    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>The full path of each file with the hash of its content.</summary>
    public IReadOnlyDictionary<string, string> Hashes => _hashes;

    // A name with a NUL, which JSON can hold, is none: as it stands it is a file that cannot be read.
    public string FullPath(string path) => path.Contains('\0', StringComparison.Ordinal) ? path : Path.GetFullPath(path, contentRoot);

    /// <summary>The content of a file, or <see langword="null"/> and why it cannot be read.</summary>
    public byte[]? Read(string path, out string error)
    {
        error = "";
        byte[]? bytes = null;
        var full = path;
        try
        {
            full = FullPath(path);
            using var stream = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > UpstreamTlsDefaults.MaxFileBytes)
            {
                error = $"the file '{full}' is larger than 32 MiB";
            }
            else
            {
                bytes = new byte[stream.Length];
                var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                bytes = bytes[..length];
                error = length == 0 ? $"the file '{full}' is empty" : "";
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            error = $"the file '{full}' cannot be read: {exception.Message}";
        }

        _hashes[full] = bytes is null ? Unreadable : Convert.ToHexString(SHA256.HashData(bytes));
        return error.Length == 0 ? bytes : null;
    }

    public string? ReadText(string path, out string error) =>
        Read(path, out error) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF') : null;
}
