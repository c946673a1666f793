namespace ProxyAware.Benchmarks.Server;

/// <summary>What a client saw.</summary>
/// <param name="RequestsPerSecond">How many requests were answered.</param>
/// <param name="Slowest">How long the slowest hundredth took, at least, in milliseconds.</param>
internal readonly record struct LoadResult(double RequestsPerSecond, double Slowest);
