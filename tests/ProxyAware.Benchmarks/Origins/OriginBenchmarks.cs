using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Origins;

/// <summary>One origin against the list, beside the framework's evaluation of a CORS policy with the same entries. Each is judged alone, without a pipeline.</summary>
[Config(typeof(CoreConfig))]
public class OriginBenchmarks
{
    private readonly DefaultHttpContext _context = new();
    private readonly CorsService _cors = new(Options.Create(new CorsOptions()), NullLoggerFactory.Instance);
    private OriginAllowlist _list = null!;
    private CorsPolicy _policy = null!;
    private string _origin = "";

    [Params(1, 10, 1000)]
    public int Entries { get; set; }

    [Params(false, true)]
    public bool Wildcards { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        string[] entries = [.. Enumerable.Range(0, Entries).Select(i => $"https://{(Wildcards ? "*." : "")}site{i}.example.com")];
        _origin = $"https://{(Wildcards ? "www." : "")}site{Entries - 1}.example.com";
        _list = OriginAllowlist.Parse(entries);
        _policy = new CorsPolicyBuilder(entries).SetIsOriginAllowedToAllowWildcardSubdomains().AllowAnyMethod().Build();
        if (!Wildcards)
        {
            _policy = new CorsPolicyBuilder(entries).AllowAnyMethod().Build();
        }

        _context.Request.Method = "POST";
        _context.Request.Headers.Origin = _origin;
    }

    [Benchmark(Baseline = true)]
    public bool EvaluateCorsPolicy() => _cors.EvaluatePolicy(_context, _policy).IsOriginAllowed;

    /// <summary>What the evaluation asks the policy, without the result it makes.</summary>
    [Benchmark]
    public bool AskCorsPolicy() => _policy.IsOriginAllowed(_origin);

    [Benchmark]
    public bool AllowlistIsAllowed() => _list.IsAllowed(_context.Request.Headers.Origin[0]);
}
