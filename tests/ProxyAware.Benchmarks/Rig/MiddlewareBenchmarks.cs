using BenchmarkDotNet.Attributes;

namespace ProxyAware.Benchmarks.Rig;

/// <summary>The same requests through the framework's middleware and through this library's, each in an app of its own.</summary>
[Config(typeof(RigConfig))]
public abstract class MiddlewareBenchmarks
{
    private ParkedApp _app = null!;

    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    public IEnumerable<string> Cases => Scenarios.Select(s => s.Name);

    private protected abstract IEnumerable<Scenario> Scenarios { get; }

    private Scenario Scenario => Scenarios.Single(s => s.Name == Case);

    [GlobalSetup(Target = nameof(Framework))]
    public void StartFramework() => Start(Scenario.Framework, Scenario.Request);

    [GlobalSetup(Target = nameof(ProxyAware))]
    public void StartProxyAware() => Start(Scenario.ProxyAware, Scenario.ProxyAwareRequest);

    [IterationSetup]
    public void Renew() => _app.Renew();

    [GlobalCleanup]
    public void Stop() => _app.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark(Baseline = true, OperationsPerInvoke = ParkedApp.RoundLength)]
    public void Framework() => _app.Run();

    [Benchmark(OperationsPerInvoke = ParkedApp.RoundLength)]
    public void ProxyAware() => _app.Run();

    private void Start(AppSetup setup, RequestText request) => _app = ParkedApp.StartAsync(setup, request).GetAwaiter().GetResult();
}
