namespace ProxyAware.Benchmarks.Rig;

/// <summary>Lists of trusted ranges. The proxies of the benchmarks stand in the last one, and none of the ranges touches another.</summary>
internal static class Ranges
{
    public static string[] Take(int count, bool ipv6) =>
        [.. Enumerable.Range(1, count - 1).Select(i => ipv6 ? $"2001:db8:{i * 2:x}::/48" : $"{11 + (i % 80)}.{i / 80 * 2}.0.0/20"), ipv6 ? "fd00:aaaa::/64" : "192.168.7.0/24"];

    public static string Proxy(int number, bool ipv6) => ipv6 ? $"fd00:aaaa::{number:x}" : $"192.168.7.{number}";

    public static string Client(bool ipv6) => ipv6 ? "2a02:8071:22c1:a0::1f3" : "203.0.113.195";
}
