namespace ProxyAware.Upstream.Reporting;

/// <summary>An upstream as it stands now. It holds no secret: of keys only the public part, of files only where they are.</summary>
internal sealed record UpstreamSnapshot
{
    /// <summary>Its name in the configuration.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a client or other code has asked for it; otherwise it only stands in the configuration.</summary>
    public bool IsUsed { get; init; }

    /// <summary>The name of the <see cref="UpstreamVerification"/>.</summary>
    public required string Verification { get; init; }

    /// <summary>The name that is sent and verified; <see langword="null"/> for the host of the URL.</summary>
    public string? ServerName { get; init; }

    /// <summary>The name that is verified, where it is another.</summary>
    public string? VerifyName { get; init; }

    public bool SendServerName { get; init; }

    /// <summary>The protocols that are offered.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = [];

    /// <summary>The cipher suites that are offered; empty for those of the system.</summary>
    public IReadOnlyList<string> CipherSuites { get; init; } = [];

    public bool SessionResumption { get; init; }

    public int? MaxIntermediateCertificates { get; init; }

    public double HandshakeTimeoutSeconds { get; init; }

    public bool AllowWeakCertificates { get; init; }

    public bool FollowSameOriginRedirects { get; init; }

    /// <summary><see langword="null"/> where revocation is not looked at.</summary>
    public RevocationSnapshot? Revocation { get; init; }

    public IReadOnlyList<PinSnapshot> Pins { get; init; } = [];

    public IReadOnlyList<FileSnapshot> Files { get; init; } = [];

    /// <summary>The configured authorities: the self-issued ones are anchors.</summary>
    public IReadOnlyList<CertificateSnapshot> Trusted { get; init; } = [];

    public CertificateSnapshot? ClientCertificate { get; init; }

    /// <summary>Why the file of keys seen on first use cannot be used now.</summary>
    public string? PinStoreProblem { get; init; }

    /// <summary>Since when these settings and files are in force.</summary>
    public DateTimeOffset InForceSince { get; init; }

    public ReloadFailureSnapshot? ReloadFailure { get; init; }

    public IReadOnlyList<NoticeSnapshot> Notices { get; init; } = [];

    /// <summary>The servers that were connected to, the last one first; a bounded number.</summary>
    public IReadOnlyList<PeerSnapshot> Peers { get; init; } = [];

    /// <summary>
    /// Whether the settings by themselves name who may answer. Where they do not, whoever chooses the URL chooses whose certificate is seen.
    /// </summary>
    public bool IdentityIsConfigured { get; init; }
}
