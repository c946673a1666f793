using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ProxyAware.Upstream.Files;

/// <summary>Reads a file whole, up to a size that no honest certificate, key or revocation list reaches.</summary>
internal static class BoundedFile
{
    public const int MaxBytes = UpstreamTlsDefaults.MaxFileBytes;

    private const int PieceBytes = 64 * 1024;

    private const string Unreadable = "unreadable";

    /// <summary>Opening by path follows links, of the file and of folders on the way, to what they point to now.</summary>
    public static bool TryRead(string fullPath, [NotNullWhen(true)] out byte[]? content, [NotNullWhen(false)] out string? reason)
    {
        content = null;
        try
        {
            using var stream = Open(fullPath);

            // One byte more than the file says it has, to see its end. Pipes and some network drives say 0.
            var buffer = new byte[Math.Min(stream.CanSeek ? stream.Length : 0, MaxBytes) + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            while (length == buffer.Length && length <= MaxBytes)
            {
                Array.Resize(ref buffer, Math.Min(Math.Max(buffer.Length * 2, 4096), MaxBytes + 1));
                length += stream.ReadAtLeast(buffer.AsSpan(length), buffer.Length - length, throwOnEndOfStream: false);
            }

            content = length > MaxBytes ? null : buffer[..length];
            reason = content is null ? $"the file '{fullPath}' is larger than {MaxBytes / (1024 * 1024)} MiB" : null;
            return content is not null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            reason = $"the file '{fullPath}' cannot be read: {exception.Message}";
            return false;
        }
    }

    /// <summary>
    /// The fingerprint of what the file holds now. A file that <see cref="TryRead"/> does not read has one too, always the same: what changes in it makes no difference.
    /// It is taken piece by piece, because it is taken of large files every few seconds.
    /// </summary>
    public static string Fingerprint(string fullPath)
    {
        try
        {
            using var stream = Open(fullPath);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[Math.Clamp(stream.CanSeek ? stream.Length + 1 : PieceBytes, 4096, PieceBytes)];
            long total = 0;
            while (stream.Read(buffer) is > 0 and var length)
            {
                total += length;
                if (total > MaxBytes)
                {
                    return Unreadable;
                }

                hash.AppendData(buffer, 0, length);
            }

            return Convert.ToHexString(hash.GetCurrentHash());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Unreadable;
        }
    }

    /// <summary>The fingerprint of what was read.</summary>
    public static string FingerprintOf(byte[]? content) => content is null ? Unreadable : Convert.ToHexString(SHA256.HashData(content));

    private static FileStream Open(string fullPath) => new(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
