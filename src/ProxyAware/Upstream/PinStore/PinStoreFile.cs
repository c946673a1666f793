using System.Text;

namespace ProxyAware.Upstream.PinStore;

/// <summary>
/// Opens the file of the store under its lock. The lock is on the file itself: readers share it and a writer has it alone, among
/// the threads of a process and among processes. The file is changed in place, never replaced, so that it may be a mounted single file or a link.
/// </summary>
internal sealed class PinStoreFile(string path, TimeProvider time)
{
    /// <summary>Tens of thousands of backends.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    private const string TooLarge = "The file is larger than 4 MiB.";

    private const int Attempts = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public bool Exists => File.Exists(path);

    /// <summary>Waits some seconds for the lock.</summary>
    /// <exception cref="IOException">The file cannot be opened, or others keep it locked.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public async ValueTask<FileStream> OpenAsync(bool write, bool create, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = create ? FileMode.OpenOrCreate : FileMode.Open,
            Access = write ? FileAccess.ReadWrite : FileAccess.Read,
            Share = write ? FileShare.None : FileShare.Read,
            BufferSize = 0,
        };
        if (create && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException exception) when (attempt < Attempts && IsLocked(exception))
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <exception cref="IOException">The file cannot be read, or is too large.</exception>
    public static async ValueTask<byte[]> ReadAsync(FileStream stream, CancellationToken cancellationToken)
    {
        if (stream.Length > MaxBytes)
        {
            throw new IOException(TooLarge);
        }

        var content = new byte[stream.Length];
        await stream.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
        return content;
    }

    /// <summary>Adds a line and has it on the disk when it returns; or leaves the file as it was.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Append(FileStream stream, byte[] before, string line)
    {
        // People save files without an end to their last line.
        var missingEnd = before.Length > 0 && before[^1] != (byte)'\n';
        stream.Position = before.Length;
        try
        {
            stream.Write(Encoding.UTF8.GetBytes(missingEnd ? "\n" + line : line));
            stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            stream.SetLength(before.Length);
            throw;
        }
    }

    /// <summary>Looks once, without waiting for a lock: a file that is being written is looked at another time.</summary>
    public string? FindProblem()
    {
        var refused = PinStoreChecks.Refuse(path);
        if (refused is not null || !Exists)
        {
            return refused;
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var content = new byte[Math.Min(stream.Length, MaxBytes + 1)];
            var length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return length > MaxBytes ? TooLarge : PinStoreContent.FindDamage(content.AsSpan(0, length));
        }
        catch (IOException exception) when (IsLocked(exception))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return exception.Message;
        }
    }

    /// <summary>Whether somebody else has the file: the sharing and lock violations of Windows, EAGAIN of Linux, EWOULDBLOCK of macOS and the BSDs.</summary>
    public static bool IsLocked(IOException exception) => exception.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021) or 11 or 35;
}
