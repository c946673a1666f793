using BenchmarkDotNet.Attributes;
using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Pipeline;

/// <summary>
/// The check on the harness: requests from the first byte Kestrel reads to the last it writes, without sockets, through an app with nothing, with the framework's
/// middleware, and with this library. What the middleware adds here must be what <see cref="PipelineBenchmarks"/> says it costs.
/// </summary>
[Config(typeof(RigConfig))]
public class HarnessBenchmarks
{
    private ParkedApp _app = null!;

    [GlobalSetup(Target = nameof(Nothing))]
    public void StartNothing() => Start(AppSetup.Nothing);

    [GlobalSetup(Target = nameof(NothingParked))]
    public void StartNothingParked() => Start(AppSetup.Nothing);

    [GlobalSetup(Target = nameof(Framework))]
    public void StartFramework() => Start(WholePipeline.Framework());

    [GlobalSetup(Target = nameof(ProxyAware))]
    public void StartProxyAware() => Start(WholePipeline.ProxyAware());

    [IterationSetup]
    public void Renew() => _app.Renew();

    [GlobalCleanup]
    public void Stop() => _app.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The harness alone: the requests of a round through an empty pipeline.</summary>
    [Benchmark(OperationsPerInvoke = ParkedApp.RoundLength)]
    public void NothingParked() => _app.Run();

    [Benchmark(Baseline = true, OperationsPerInvoke = ParkedApp.RoundLength)]
    public void Nothing() => RunAndRenew();

    [Benchmark(OperationsPerInvoke = ParkedApp.RoundLength)]
    public void Framework() => RunAndRenew();

    [Benchmark(OperationsPerInvoke = ParkedApp.RoundLength)]
    public void ProxyAware() => RunAndRenew();

    private void RunAndRenew()
    {
        _app.Run();
        _app.Renew();
    }

    private void Start(AppSetup setup) => _app = ParkedApp.StartAsync(setup, WholePipeline.Get).GetAwaiter().GetResult();
}
