using BenchmarkDotNet.Attributes;
using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Trust;

/// <summary>What a start or a reload costs: the whole settings, with a list of trusted ranges as long as those of the largest networks.</summary>
[Config(typeof(CoreConfig))]
public class CompileBenchmarks
{
    private ProxyAwareOptions _options = null!;

    [Params(3, 10_000)]
    public int RangeCount { get; set; }

    [GlobalSetup]
    public void SetUp() => _options = new() { TrustProxy = string.Join(',', Ranges.Take(RangeCount / 2, false).Concat(Ranges.Take(RangeCount - (RangeCount / 2), true))) };

    [Benchmark]
    public ProxyResolver Compile() => new(_options);
}
