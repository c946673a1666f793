using System.Diagnostics;

namespace ProxyAware.Tests.Documentation;

/// <summary>Runs a script in a folder.</summary>
internal static class Shell
{
    public static bool Has(string program) => PathFolders().Any(f => File.Exists(Path.Combine(f, program)));

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, string script, params string[] options)
    {
        var start = new ProcessStartInfo("bash", [.. options, "-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private static string[] PathFolders() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
