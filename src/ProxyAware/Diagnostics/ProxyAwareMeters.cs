namespace ProxyAware;

/// <summary>What to subscribe to for the metrics of ProxyAware, such as with <c>AddMeter(ProxyAwareMeters.Name)</c> of OpenTelemetry.</summary>
/// <remarks>No address, host or origin is ever a tag: their number is up to others. The instruments are described in docs/metrics.md.</remarks>
public static class ProxyAwareMeters
{
    /// <summary>The name of the meter that has all instruments of ProxyAware.</summary>
    public const string Name = "ProxyAware";
}
