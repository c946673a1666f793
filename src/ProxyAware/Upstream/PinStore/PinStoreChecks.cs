namespace ProxyAware.Upstream.PinStore;

/// <summary>What is wrong with the place of a store when the app starts.</summary>
internal static class PinStoreChecks
{
    public static string? Refuse(string fullPath)
    {
        if (Directory.Exists(fullPath))
        {
            return $"'{fullPath}' is a folder";
        }

        if (!File.Exists(fullPath))
        {
            var folder = Path.GetDirectoryName(fullPath);
            return folder is null || !Directory.Exists(folder) ? $"the folder of '{fullPath}' does not exist" : null;
        }

        try
        {
            // Whoever may write to the file decides whom this app trusts.
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(fullPath).HasFlag(UnixFileMode.OtherWrite))
            {
                return $"everybody may write to '{fullPath}': set its mode to 600";
            }

            using var stream = new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return null;
        }
        catch (IOException exception) when (PinStoreFile.IsLocked(exception))
        {
            return null; // Another process is learning.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return $"'{fullPath}' cannot be read: {exception.Message}";
        }
    }
}
