namespace ProxyAware.Upstream.Reporting;

/// <summary>A server that was connected to, and how the last handshake with it ended.</summary>
internal sealed record PeerSnapshot
{
    /// <summary>Host and port of the URL.</summary>
    public required string Endpoint { get; init; }

    public DateTimeOffset LastHandshake { get; init; }

    /// <summary>Why it was refused; <see langword="null"/> where it was accepted.</summary>
    public RefusalSnapshot? Refusal { get; init; }

    /// <summary>How many handshakes in a row were refused up to now.</summary>
    public long Refusals { get; init; }

    /// <summary>When the first of them was.</summary>
    public DateTimeOffset? RefusedSince { get; init; }

    /// <summary>When the last of them was.</summary>
    internal DateTimeOffset? LastRefused { get; init; }

    public DateTimeOffset? LastAccepted { get; init; }

    /// <summary>The last certificate it showed, accepted or not; <see langword="null"/> before there was one.</summary>
    public CertificateSnapshot? Certificate { get; init; }

    /// <summary>When that certificate was first seen.</summary>
    public DateTimeOffset? CertificateSince { get; init; }

    /// <summary>Whether that certificate was accepted.</summary>
    public bool CertificateAccepted { get; init; }
}
