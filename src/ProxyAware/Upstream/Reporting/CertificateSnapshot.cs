namespace ProxyAware.Upstream.Reporting;

/// <summary>A certificate as it is shown. Texts of its author are escaped and capped.</summary>
internal sealed record CertificateSnapshot
{
    public required string Subject { get; init; }

    public required string Issuer { get; init; }

    /// <summary>The names and addresses it is for, at most eight and the number of the others.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public DateTimeOffset NotBefore { get; init; }

    public DateTimeOffset NotAfter { get; init; }

    /// <summary>The pin of its key in the spelling of the configuration; <see langword="null"/> where the key cannot be read.</summary>
    public string? Pin { get; init; }

    /// <summary>The SHA-256 of all of it in hex, as <c>CertificatePins</c> takes it.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Whether it is self-issued, so that a chain may end at it.</summary>
    public bool IsSelfIssued { get; init; }
}
