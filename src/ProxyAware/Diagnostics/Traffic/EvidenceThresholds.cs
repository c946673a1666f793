namespace ProxyAware.Diagnostics.Traffic;

/// <summary>
/// How much must be seen before it is called a finding. One request proves nothing: whoever sends it writes every header of it. Where the opposite was
/// seen as well, what a few requests show may be the work of their sender, so they must be many, and the most.
/// </summary>
internal static class EvidenceThresholds
{
    /// <summary>Requests that show it, where none showed the opposite.</summary>
    public const int Requests = 3;

    /// <summary>Connections over which they came.</summary>
    public const int Connections = 2;

    /// <summary>Requests that show it, where some showed the opposite; and no more of the latter since.</summary>
    public const int ContestedRequests = 20;

    /// <summary>How long a finding outlives its last evidence.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromMinutes(15);
}
