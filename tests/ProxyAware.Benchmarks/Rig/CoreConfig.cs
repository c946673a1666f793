using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ProxyAware.Benchmarks.Rig;

/// <summary>How the pure cores are measured: in this process, in a minute or two.</summary>
internal sealed class CoreConfig : ManualConfig
{
    public CoreConfig()
    {
        AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(15));
        AddDiagnoser(MemoryDiagnoser.Default);
    }
}
