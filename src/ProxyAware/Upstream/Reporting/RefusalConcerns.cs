using ProxyAware.Diagnostics.Findings;

namespace ProxyAware.Upstream.Reporting;

/// <summary>Servers that were refused, and have not been accepted since. They never degrade health: a passing trouble of a network, or a URL that a client chose, could.</summary>
internal static class RefusalConcerns
{
    /// <summary>What may pass by itself is spoken of when it happened so often in a row.</summary>
    public const int Repeated = 3;

    // Without a certificate that was judged, a network or a server that restarts may be the cause.
    private static readonly string[] Passing =
    [
        nameof(UpstreamTlsReason.ConnectionClosed), nameof(UpstreamTlsReason.HandshakeTimeout), nameof(UpstreamTlsReason.HandshakeRefused), nameof(UpstreamTlsReason.NoVerdict),
    ];

    public static IEnumerable<UpstreamConcern> Find(UpstreamSnapshot upstream, DateTimeOffset now) => upstream.Peers
        .Where(peer => peer.Refusal is { } refusal
            && peer.Refusals >= (refusal.MayPass || Passing.Contains(refusal.Reason, StringComparer.Ordinal) ? Repeated : 1)
            && now - peer.LastHandshake <= UpstreamConcerns.Evidence

            // Settings that came into force since may have mended it.
            && (peer.LastRefused ?? peer.LastHandshake) >= upstream.InForceSince)
        .Select(peer => new UpstreamConcern(
            new(
                peer.Refusal!.Code, FindingSeverity.Error, "Connections to an upstream are refused.", peer.Refusal.Message, $"{peer.Refusal.Remedy}.",
                peer.Refusals, peer.RefusedSince ?? peer.LastHandshake),
            DegradesHealth: false));
}
