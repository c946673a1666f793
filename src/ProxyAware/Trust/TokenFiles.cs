using System.Security.Cryptography;
using System.Text;

namespace ProxyAware.Trust;

/// <summary>Reads token files below a content root and keeps the fingerprint of each, so that a change can be noticed by content.</summary>
internal sealed class TokenFiles(string contentRoot) : ITokenFiles
{
    private const int MaxBytes = 1024 * 1024;

    private readonly Dictionary<string, string> _fingerprints = new(StringComparer.Ordinal);

    /// <summary>The full path of each file that was read, with the fingerprint of what was found.</summary>
    public IReadOnlyDictionary<string, string> Fingerprints => _fingerprints;

    public bool TryRead(string path, out string text, out string error)
    {
        text = "";
        if (path.Length == 0)
        {
            error = "there is no file name behind 'file:'";
            return false;
        }

        // A name with a NUL, which JSON can hold, is none: as it stands it is a file that cannot be read.
        var full = path.Contains('\0', StringComparison.Ordinal) ? path : Path.GetFullPath(path, contentRoot);
        var bytes = ReadBytes(full, out error);
        _fingerprints[full] = Fingerprint(bytes);
        if (bytes is null)
        {
            return false;
        }

        text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        if (HasToken(text))
        {
            return true;
        }

        error = $"the file '{full}' holds no address";
        return false;
    }

    /// <summary>The fingerprint a file has now; a file that cannot be read has one too.</summary>
    public static string CurrentFingerprint(string fullPath) => Fingerprint(ReadBytes(fullPath, out _));

    private static byte[]? ReadBytes(string fullPath, out string error)
    {
        try
        {
            using var stream = new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

            // One byte more than there should be, to notice a file that is too long or that grows while it is read.
            var buffer = new byte[Math.Min(stream.Length, MaxBytes) + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            error = length > MaxBytes ? $"the file '{fullPath}' is larger than 1 MiB" : "";
            return length > MaxBytes ? null : buffer[..length];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            error = $"the file '{fullPath}' cannot be read: {exception.Message}";
            return null;
        }
    }

    private static string Fingerprint(byte[]? bytes) => bytes is null ? "unreadable" : Convert.ToHexString(SHA256.HashData(bytes));

    private static bool HasToken(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var entry = line.Trim();
            if (!entry.IsEmpty && entry[0] != '#')
            {
                return true;
            }
        }

        return false;
    }
}
