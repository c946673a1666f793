using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Certificates;
using ProxyAware.Upstream.PinStore;
using ProxyAware.Upstream.Reporting;
using ProxyAware.Upstream.Revocation;
using ProxyAware.Upstream.Validation;

namespace ProxyAware.Upstream;

/// <summary>The compiled settings of an upstream. It never changes; a reload makes a new one, with everything that was accepted under it forgotten.</summary>
internal sealed record UpstreamPolicy
{
    public required string Name { get; init; }

    public required UpstreamVerification Verification { get; init; }

    /// <summary>The configured authorities: those that are self-issued are anchors, the others fill gaps in the chains of servers.</summary>
    public IReadOnlyList<X509Certificate2> Trusted { get; init; } = [];

    public int? MaxIntermediates { get; init; }

    public RevocationSet? RevocationLists { get; init; }

    public UpstreamRevocationScope RevocationScope { get; init; }

    public bool RevocationOnline { get; init; }

    public string? ServerName { get; init; }

    public string? VerifyName { get; init; }

    public bool SendServerName { get; init; } = true;

    public SslStreamCertificateContext? ClientCertificate { get; init; }

    public SslProtocols Protocols { get; init; }

    public CipherSuitesPolicy? CipherSuites { get; init; }

    /// <summary>Whether sessions may be resumed; false in the modes whose sessions would be worth less than those of others.</summary>
    public bool AllowResumption { get; init; }

    public PinSet Pins { get; init; } = PinSet.Empty;

    public LearnedPinStore? PinStore { get; init; }

    public TimeSpan HandshakeTimeout { get; init; }

    public bool AllowWeakCertificates { get; init; }

    public bool FollowSameOriginRedirects { get; init; }

    /// <summary>What the settings and the files were, so that a reload without a change is none.</summary>
    public required PolicyFingerprint Fingerprint { get; init; }

    public IReadOnlyList<StartNotice> Notices { get; init; } = [];

    /// <summary>The files that the options name, for people.</summary>
    public IReadOnlyList<FileSnapshot> Files { get; init; } = [];

    /// <summary>The peers that were accepted in full under this policy, and no other.</summary>
    public AcceptedPeers Accepted { get; } = new();

    /// <summary>The keys of trusted chains that were found strong enough.</summary>
    public StrongKeys StrongKeys { get; } = new();

    /// <summary>Which servers ask for a client certificate.</summary>
    public CertificateRequests Requests { get; } = new();

    /// <summary>Which servers have answered a request under this policy, with its client certificate or without one.</summary>
    public AnsweringServers Answering { get; } = new();

    public bool HasAuthorities => Verification is UpstreamVerification.System or UpstreamVerification.CustomCa;

    /// <summary>
    /// The rules by which the framework builds the chain. They are always set: without them it would download whatever the peer, which
    /// nobody has verified yet, names as its issuer. Without authorities there is nothing to build.
    /// </summary>
    public X509ChainPolicy ChainPolicy(DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = Verification == UpstreamVerification.System ? X509ChainTrustMode.System : X509ChainTrustMode.CustomRootTrust,
            DisableCertificateDownloads = true,
            RevocationMode = RevocationOnline ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
            RevocationFlag = RevocationScope == UpstreamRevocationScope.LeafOnly ? X509RevocationFlag.EndCertificateOnly : X509RevocationFlag.ExcludeRoot,
            VerificationTime = now.LocalDateTime,
        };
        policy.ApplicationPolicy.Add(Oids.ServerAuthentication());
        foreach (var certificate in Trusted)
        {
            policy.CustomTrustStore.Add(certificate);
        }

        return policy;
    }
}
