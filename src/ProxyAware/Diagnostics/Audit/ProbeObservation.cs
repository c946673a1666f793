using ProxyAware.Origins;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>What arrived of a probe.</summary>
internal sealed class ProbeObservation
{
    /// <summary>The elements of each header that was looked at, by its name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; }

    /// <summary>What the request was taken for.</summary>
    public required ProbeDecision Decision { get; init; }

    /// <summary>The proxy it came from.</summary>
    public required string Peer { get; init; }

    /// <summary>Whether it asked for a WebSocket.</summary>
    public bool IsHandshake { get; init; }

    /// <summary>Why its origin would be refused; null if it would not, or nobody asked.</summary>
    public OriginReason? OriginRefused { get; init; }

    public IReadOnlyList<string> Of(string name) => Headers.GetValueOrDefault(name, []);
}
