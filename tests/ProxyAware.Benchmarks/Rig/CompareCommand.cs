using System.Diagnostics;
using System.Globalization;

namespace ProxyAware.Benchmarks.Rig;

/// <summary>
/// The benchmarks of the middleware once more, in turns: a round of the one, a round of the other, thousands of times. Whatever else the machine does falls
/// on both, so that their ratio stands also where times do not. Each case has a process of its own: the runtime compiles for what a process does, and an app has one
/// set of settings. It counts allocations as well, which are too small for BenchmarkDotNet's own count.
/// </summary>
internal static class CompareCommand
{
    public const string Name = "compare";

    /// <summary>One case, in this process.</summary>
    public const string OneCase = "compare-one";

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    /// <param name="arguments">Parts of the names of the cases to run; none for all.</param>
    public static void Run(string[] arguments)
    {
        Console.WriteLine($"{"",-50}{"framework",11}{"this",8}{"ratio",7}{"times",8}{"bytes",9}{"this",6}");
        foreach (var scenario in AllScenarios().Where(s => arguments.Length == 0 || arguments.Any(a => s.Name.Contains(a, StringComparison.OrdinalIgnoreCase))))
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Host(), OneCase, scenario.Name]))!;
            process.WaitForExit();
        }
    }

    public static Task RunOneAsync(string name) => CompareAsync(AllScenarios().Single(s => s.Name == name));

    /// <summary>What stands in front of the arguments where the program is run by <c>dotnet</c>.</summary>
    private static string[] Host() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(CompareCommand).Assembly.Location] : [];

    private static IEnumerable<Scenario> AllScenarios() => typeof(CompareCommand).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(MiddlewareBenchmarks)))
        .SelectMany(t => ((MiddlewareBenchmarks)Activator.CreateInstance(t)!).Scenarios);

    private static async Task CompareAsync(Scenario scenario)
    {
        await using var framework = await ParkedApp.StartAsync(scenario.Framework, scenario.Request);
        await using var own = await ParkedApp.StartAsync(scenario.ProxyAware, scenario.ProxyAwareRequest);
        var frameworkTimes = new List<double>();
        var ownTimes = new List<double>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Time;)
        {
            frameworkTimes.Add(framework.Time());
            ownTimes.Add(own.Time());
        }

        var (theirs, ours) = (Median(frameworkTimes), Median(ownTimes));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{scenario.Name,-50}{theirs,11:f0}{ours,8:f0}{ours / theirs,7:f2}{theirs / ours,8:f2}{Allocated(framework),9}{Allocated(own),6}"));
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }

    private static long Allocated(ParkedApp app)
    {
        app.Renew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        app.Run();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / ParkedApp.RoundLength;
    }
}
