namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>Holds what the request path parses with to a bound in memory.</summary>
internal static class Allocations
{
    public static T Bounded<T>(long most, Func<T> parse)
    {
        var allocated = Measure(parse, out var result);

        // The first call of all makes what lives as long as the process.
        allocated = allocated <= most ? allocated : Measure(parse, out result);
        Assert.True(allocated <= most, $"{allocated} bytes were allocated, more than {most}");
        return result;
    }

    private static long Measure<T>(Func<T> parse, out T result)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        result = parse();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
