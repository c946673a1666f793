namespace ProxyAware.FunctionalTests.Rig;

/// <summary>Finds programs that are not part of the repository.</summary>
internal static class Programs
{
    /// <summary>Servers live in sbin, which an ordinary user's PATH often lacks.</summary>
    private static readonly string[] SystemFolders = ["/usr/sbin", "/usr/local/sbin", "/sbin"];

    /// <summary>In CI nothing may be skipped: a missing program fails its tests.</summary>
    public static bool MustRun => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(SystemFolders)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    public static string Require(string name) =>
        Find(name) ?? throw new InvalidOperationException($"{name} is not installed, and this run must not skip its tests.");

    /// <summary>Why tests that need the program are skipped; null when they run.</summary>
    public static string? SkipReason(string name) => MustRun || Find(name) is not null ? null : $"{name} is not installed; CI installs it";
}
