using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace ProxyAware.Benchmarks.Upstream;

/// <summary>
/// The handshakes once more, in turns: one with each handler, hundreds of times. A handshake takes milliseconds, in which a machine does much else; that falls on all of
/// them alike.
/// </summary>
internal static class HandshakesCommand
{
    public const string Name = "handshakes";

    private const int WarmUps = 100;

    private const int Rounds = 1500;

    public static async Task RunAsync()
    {
        Console.WriteLine($"{"",-16}{"full, ms",10}{"ratio",8}{"resumable, ms",16}{"ratio",8}{"gain kept",11}");
        var full = await MeasureAsync(resumption: false);
        var resumed = await MeasureAsync(resumption: true);
        foreach (var (name, time) in full)
        {
            var kept = (time - resumed[name]) / (full[nameof(HandshakeBenchmarks.BareHandler)] - resumed[nameof(HandshakeBenchmarks.BareHandler)]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-16}{time,10:f3}{time / full[nameof(HandshakeBenchmarks.BareHandler)],8:f2}{resumed[name],16:f3}{resumed[name] / resumed[nameof(HandshakeBenchmarks.BareHandler)],8:f2}{kept,11:f2}"));
        }
    }

    /// <summary>The median of each, in milliseconds.</summary>
    private static async Task<Dictionary<string, double>> MeasureAsync(bool resumption)
    {
        var benchmarks = new HandshakeBenchmarks { Resumption = resumption };
        await benchmarks.SetUp();
        try
        {
            (string Name, Func<Task<HttpStatusCode>> Send, List<double> Times)[] all =
            [
                (nameof(benchmarks.BareHandler), benchmarks.BareHandler, []),
                (nameof(benchmarks.CustomCa), benchmarks.CustomCa, []),
                (nameof(benchmarks.CustomCaAndPin), benchmarks.CustomCaAndPin, []),
                (nameof(benchmarks.PinOnly), benchmarks.PinOnly, []),
                (nameof(benchmarks.TrustOnFirstUse), benchmarks.TrustOnFirstUse, []),
                (nameof(benchmarks.DangerousNone), benchmarks.DangerousNone, []),
            ];
            for (var round = -WarmUps; round < Rounds; round++)
            {
                foreach (var (_, send, times) in all)
                {
                    var start = Stopwatch.GetTimestamp();
                    await send();
                    if (round >= 0)
                    {
                        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    }
                }
            }

            return all.ToDictionary(a => a.Name, a => a.Times.Order().ElementAt(Rounds / 2), StringComparer.Ordinal);
        }
        finally
        {
            await benchmarks.CleanUp();
        }
    }
}
