using System.Globalization;
using ProxyAware.Benchmarks.Pipeline;

namespace ProxyAware.Benchmarks.Server;

/// <summary>
/// Requests per second of an app on a loopback socket, with nothing in front of it, with the framework's middleware and with this library. They take turns, in
/// short rounds, so that whatever else the machine does falls on all of them.
/// </summary>
internal static class LoadCommand
{
    public const string Name = "load";

    private const int Connections = 32;

    private const int Rounds = 7;

    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(3);

    public static async Task RunAsync()
    {
        var servers = await Task.WhenAll(ServerApp.Names.Select(ServerProcess.StartAsync));
        var results = servers.ToDictionary(s => s.Name, _ => new List<LoadResult>());
        Console.WriteLine($"{(Wrk.IsInstalled ? "wrk" : "client in this process")}, {Connections} connections, {Rounds} rounds of {RoundTime.TotalSeconds} s each");
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var server in servers)
            {
                var result = await LoadAsync(server.Url);

                // The first round is there to warm up.
                if (round > 0)
                {
                    results[server.Name].Add(result);
                }
            }
        }

        var baseline = Median(results[ServerApp.Names[0]], r => r.RequestsPerSecond);
        Console.WriteLine($"{"",-12}{"requests/s",12}{"ratio",8}{"min",10}{"max",10}{"p99 ms",9}");
        foreach (var (name, rounds) in results)
        {
            var rate = Median(rounds, r => r.RequestsPerSecond);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-12}{rate,12:f0}{rate / baseline,8:f2}{rounds.Min(r => r.RequestsPerSecond),10:f0}{rounds.Max(r => r.RequestsPerSecond),10:f0}{Median(rounds, r => r.Slowest),9:f2}"));
        }

        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    private static Task<LoadResult> LoadAsync(Uri url)
    {
        var request = WholePipeline.Get;
        return Wrk.IsInstalled
            ? Wrk.RunAsync(new Uri(url, request.Target), request.Headers, Connections, RoundTime)
            : SocketLoad.RunAsync(url, request.ToBytes(), Connections, RoundTime);
    }

    private static double Median(IEnumerable<LoadResult> results, Func<LoadResult, double> value)
    {
        double[] values = [.. results.Select(value).Order()];
        return values[values.Length / 2];
    }
}
