using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ProxyAware.Benchmarks.Server;

/// <summary>Load from the program <c>wrk</c>, where it is installed.</summary>
internal static partial class Wrk
{
    public static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(d => File.Exists(Path.Combine(d, "wrk")));

    public static async Task<LoadResult> RunAsync(Uri url, IEnumerable<string> headers, int connections, TimeSpan time)
    {
        string[] arguments =
        [
            "-t", "1", "-c", $"{connections}", "-d", $"{(int)time.TotalSeconds}s", "--latency", .. headers.SelectMany(h => new[] { "-H", h }), url.ToString(),
        ];
        using var process = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (output.Contains("Non-2xx", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(output);
        }

        var rate = double.Parse(Rate().Match(output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var slowest = Slowest().Match(output);
        var unit = slowest.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
        return new(rate, double.Parse(slowest.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * unit);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Slowest();
}
