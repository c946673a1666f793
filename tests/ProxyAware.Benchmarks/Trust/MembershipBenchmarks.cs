using System.Net;
using BenchmarkDotNet.Attributes;
using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Trust;

/// <summary>
/// Whether addresses are those of trusted proxies, beside the loop over <see cref="System.Net.IPNetwork"/> that the framework's middleware has. Half of the addresses are
/// in a range, and they come in no order that a processor could learn.
/// </summary>
[Config(typeof(CoreConfig))]
public class MembershipBenchmarks
{
    private const int Count = 1024;

    private readonly IPAddress[] _addresses = new IPAddress[Count];
    private ProxyTrust _trust = null!;
    private System.Net.IPNetwork[] _networks = null!;

    [Params(4, 24, 200, 2000)]
    public int RangeCount { get; set; }

    [Params(false, true)]
    public bool IPv6 { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var ranges = Ranges.Take(RangeCount, IPv6);
        _trust = ProxyTrust.Parse(string.Join(',', ranges));
        _networks = [.. ranges.Select(System.Net.IPNetwork.Parse)];
#pragma warning disable CA5394 // The same addresses in every run.
        var random = new Random(1);
        for (var i = 0; i < Count; i++)
        {
            var bytes = _networks[random.Next(_networks.Length)].BaseAddress.GetAddressBytes();
            bytes[IPv6 ? 5 : 1] += (byte)random.Next(2);
            bytes[^1] = (byte)random.Next(1, 255);
            _addresses[i] = new(bytes);
        }
#pragma warning restore CA5394
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public int LoopOverNetworks()
    {
        var found = 0;
        foreach (var address in _addresses)
        {
            foreach (var network in _networks)
            {
                if (network.Contains(address))
                {
                    found++;
                    break;
                }
            }
        }

        return found;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int ProxyTrustIsTrusted()
    {
        var found = 0;
        foreach (var address in _addresses)
        {
            found += _trust.IsTrusted(address, 1) ? 1 : 0;
        }

        return found;
    }
}
