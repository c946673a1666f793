namespace ProxyAware.Configuration;

/// <summary>The folder to which paths in settings are relative, where there is no host to name it.</summary>
internal static class ContentFolder
{
    /// <param name="folder">The folder, which may be relative itself; none means the current directory.</param>
    public static string Of(string? folder) => string.IsNullOrEmpty(folder) ? Directory.GetCurrentDirectory() : Path.GetFullPath(folder);
}
