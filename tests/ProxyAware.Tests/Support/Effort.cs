using System.Globalization;

namespace ProxyAware.Tests.Support;

/// <summary>
/// How much random tests try. <c>PROXYAWARE_EFFORT</c> multiplies it (<c>100</c> for a long run, <c>0.02</c> under mutation testing);
/// <c>PROXYAWARE_SEED</c> looks elsewhere than the seed that everyone runs with.
/// </summary>
internal static class Effort
{
    private static readonly double Factor = double.TryParse(Environment.GetEnvironmentVariable("PROXYAWARE_EFFORT"), CultureInfo.InvariantCulture, out var factor) && factor > 0 ? factor : 1;

    /// <summary>The same cases in each run, unless somebody asks for others.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("PROXYAWARE_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20261125;

    /// <summary>Whether this run is as thorough as the usual one. A shorter one cannot tell that enough was tried.</summary>
    public static bool IsFull => Factor >= 1;

    public static bool IsContinuousIntegration => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    public static int Of(int usual) => (int)Math.Clamp(usual * Factor, 20, int.MaxValue);
}
