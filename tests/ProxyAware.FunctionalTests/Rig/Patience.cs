namespace ProxyAware.FunctionalTests.Rig;

/// <summary>How long anything may take before it counts as hanging. No test measures time with it.</summary>
internal static class Patience
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);

    /// <summary>A token that ends what hangs.</summary>
    public static CancellationToken Token() => new CancellationTokenSource(Limit).Token;
}
