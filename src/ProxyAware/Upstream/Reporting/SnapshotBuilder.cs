using System.Security.Authentication;
using ProxyAware.Configuration;
using ProxyAware.Upstream.Certificates;
using ProxyAware.Upstream.Revocation;

namespace ProxyAware.Upstream.Reporting;

/// <summary>Makes the picture of an upstream from its policy and what has happened since.</summary>
internal static class SnapshotBuilder
{
    /// <returns>The picture; <see langword="null"/> of an upstream that was not started or is disposed.</returns>
    public static UpstreamSnapshot? Build(UpstreamState state, bool isUsed)
    {
        if (state.InForce is not { } inForce)
        {
            return null;
        }

        var policy = inForce.Policy;
        return new UpstreamSnapshot
        {
            Name = policy.Name,
            IsUsed = isUsed,
            Verification = policy.Verification.ToString(),
            ServerName = policy.ServerName,
            VerifyName = policy.VerifyName,
            SendServerName = policy.SendServerName,
            Protocols = [.. new[] { SslProtocols.Tls12, SslProtocols.Tls13 }.Where(p => policy.Protocols.HasFlag(p)).Select(p => p.ToString())],
            CipherSuites = policy.CipherSuites is { } suites && (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
                ? [.. suites.AllowedCipherSuites.Select(s => s.ToString())]
                : [],
            SessionResumption = policy.AllowResumption && policy.CipherSuites is null,
            MaxIntermediateCertificates = policy.MaxIntermediates,
            HandshakeTimeoutSeconds = policy.HandshakeTimeout.TotalSeconds,
            AllowWeakCertificates = policy.AllowWeakCertificates,
            FollowSameOriginRedirects = policy.FollowSameOriginRedirects,
            Revocation = Revocation(policy),
            Pins = Pins(policy, DateOnly.FromDateTime(state.Time.GetUtcNow().UtcDateTime)),
            Files = policy.Files,
            Trusted = [.. policy.Trusted.Select(c => CertificateDescriber.Describe(c)).OfType<CertificateSnapshot>()],
            ClientCertificate = policy.ClientCertificate is { } client ? CertificateDescriber.Describe(client.TargetCertificate) : null,
            PinStoreProblem = policy.PinStore?.FindProblem(),
            InForceSince = inForce.Since,
            ReloadFailure = state.Failure is { } failure ? ReloadFailure(failure) : null,
            Notices = [.. policy.Notices.Select(n => new NoticeSnapshot(n.Code, n.IsWarning, n.Text))],
            Peers = state.Journal.Peers,
            IdentityIsConfigured = policy.Verification switch
            {
                UpstreamVerification.CustomCa or UpstreamVerification.PinOnly => true,
                UpstreamVerification.System => (policy.VerifyName ?? policy.ServerName) is not null || !policy.Pins.IsEmpty,
                _ => false,
            },
        };
    }

    private static RevocationSnapshot? Revocation(UpstreamPolicy policy)
    {
        var lists = policy.RevocationLists?.Lists ?? [];
        return lists.Count == 0 && !policy.RevocationOnline
            ? null
            : new(policy.RevocationScope.ToString(), policy.RevocationOnline, lists.Count, NextUpdate(lists));
    }

    // A newer list replaces an older one of the same issuer.
    private static DateTimeOffset? NextUpdate(IReadOnlyList<CertificateRevocationList> lists) => lists
        .GroupBy(l => Convert.ToHexString(l.Issuer.Span), StringComparer.Ordinal)
        .Select(same => same.Max(l => (DateTimeOffset?)l.NextUpdate))
        .Min();

    private static IReadOnlyList<PinSnapshot> Pins(UpstreamPolicy policy, DateOnly today) =>
    [
        .. policy.Pins.Keys.Select(k => new PinSnapshot(k.Pin.ToString(), k.ExpiresOn, k.Backup, k.Counts(today))),
        .. policy.Pins.Certificates.Select(c => new PinSnapshot(c.ToString(), ExpiresOn: null, Backup: false, Counts: true)),
    ];

    private static ReloadFailureSnapshot ReloadFailure(ConfigurationFailure failure) => new(failure.Since, PeerText.Cap([.. failure.Problems.Select(p => p.ToString())]));
}
