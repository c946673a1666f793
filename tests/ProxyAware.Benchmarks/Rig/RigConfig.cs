using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ProxyAware.Benchmarks.Rig;

/// <summary>
/// How rounds of requests are measured: one round an iteration, many iterations, in this process. Medians are compared: on a shared machine a mean is
/// that of the neighbours.
/// </summary>
internal sealed class RigConfig : ManualConfig
{
    public RigConfig()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithInvocationCount(1)
            .WithUnrollFactor(1)
            .WithWarmupCount(30)
            .WithIterationCount(300));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(StatisticColumn.Median, StatisticColumn.P95);
        WithOptions(ConfigOptions.DisableOptimizationsValidator);
    }
}
