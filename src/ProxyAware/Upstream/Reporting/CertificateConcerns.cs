using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Findings;
using ProxyAware.Upstream.Certificates;

namespace ProxyAware.Upstream.Reporting;

/// <summary>Certificates that have ended or will soon: those of servers, the client's, the authorities'.</summary>
internal static class CertificateConcerns
{
    public static IEnumerable<UpstreamConcern> Find(UpstreamSnapshot upstream, DateTimeOffset now)
    {
        // The same certificate on several servers, as a wildcard is, is one concern.
        var shown = upstream.Peers.Where(p => p is { CertificateAccepted: true, Certificate: not null } && now - p.LastHandshake <= UpstreamConcerns.Evidence)
            .GroupBy(p => p.Certificate!.Sha256, StringComparer.Ordinal);
        IEnumerable<UpstreamConcern?> all = [.. shown.Select(peers => Peer(upstream, [.. peers], now)), Client(upstream, now), Anchors(upstream, now)];
        return all.OfType<UpstreamConcern>();
    }

    private static UpstreamConcern? Peer(UpstreamSnapshot upstream, List<PeerSnapshot> peers, DateTimeOffset now)
    {
        var certificate = peers[0].Certificate!;
        if (Expiry.Judge(certificate.NotBefore, certificate.NotAfter, now) is not { } severity)
        {
            return null;
        }

        var (byAuthority, byKey) = upstream.Verification switch
        {
            nameof(UpstreamVerification.System) or nameof(UpstreamVerification.CustomCa) => (true, false),
            nameof(UpstreamVerification.DangerousNone) => (false, false),
            _ => (false, true),
        };
        if (!byAuthority && !byKey)
        {
            return null;
        }

        // Where the key is the identity nothing breaks at the end of the certificate.
        var effective = byAuthority ? severity : severity == FindingSeverity.Error ? FindingSeverity.Warning : FindingSeverity.Notice;
        var servers = string.Join(", ", PeerText.Cap([.. peers.Select(p => p.Endpoint)]));
        return new(
            new(
                Codes.PeerCertificateExpires, effective, "The certificate of an upstream expires soon or has expired.",
                $"Upstream '{upstream.Name}' ({servers}): its certificate {certificate.Subject} {Expiry.Describe(certificate.NotAfter, now)}.{(byKey ? " It is accepted by its key alone." : "")}",
                "Renew it on the server; when it is issued by the same authority and keeps its key, nothing is to be changed here.",
                1, Expiry.Since(certificate.NotAfter, peers.Min(p => p.CertificateSince ?? now))),
            DegradesHealth: byAuthority && severity != FindingSeverity.Notice && upstream.IdentityIsConfigured);
    }

    private static UpstreamConcern? Client(UpstreamSnapshot upstream, DateTimeOffset now)
    {
        if (upstream.ClientCertificate is not { } certificate)
        {
            return null;
        }

        var early = now < certificate.NotBefore;
        if ((early ? FindingSeverity.Error : Expiry.Judge(certificate.NotBefore, certificate.NotAfter, now)) is not { } severity)
        {
            return null;
        }

        var file = upstream.Files.FirstOrDefault(f => f.Option == nameof(UpstreamTlsOptions.ClientCertificateFile))?.Path;
        return new(
            new(
                Codes.ClientCertificateExpires, severity, "The client certificate of an upstream expires soon, has expired or is not valid yet.",
                $"Upstream '{upstream.Name}': the client certificate {certificate.Subject} {(early ? $"is valid from {PeerText.Day(certificate.NotBefore.LocalDateTime)}" : Expiry.Describe(certificate.NotAfter, now))}.",
                early ? "Check the clock of this machine and the certificate." : $"Have it renewed, and replace '{file}' and its key; they are read again when they change.",
                1, early ? upstream.InForceSince : Expiry.Since(certificate.NotAfter, upstream.InForceSince)),
            DegradesHealth: severity != FindingSeverity.Notice);
    }

    private static UpstreamConcern? Anchors(UpstreamSnapshot upstream, DateTimeOffset now)
    {
        var anchors = upstream.Trusted.Where(c => c.IsSelfIssued).ToList();
        var ending = anchors.Where(a => now < a.NotBefore || Expiry.Judge(a.NotBefore, a.NotAfter, now) is not null).OrderBy(a => a.NotAfter).ToList();
        if (ending.Count == 0)
        {
            return null;
        }

        // An old authority beside its successor, or one of a whole bundle, does no harm; the last one does.
        var last = ending[^1];
        var others = anchors.Count > ending.Count;
        var severity = others ? FindingSeverity.Warning : now < last.NotBefore ? FindingSeverity.Error : Expiry.Judge(last.NotBefore, last.NotAfter, now)!.Value;
        var list = string.Join("; ", PeerText.Cap([.. ending.Select(a => $"{a.Subject} {(now < a.NotBefore ? $"is valid from {PeerText.Day(a.NotBefore.LocalDateTime)}" : Expiry.Describe(a.NotAfter, now))}")]));
        return new(
            new(
                Codes.AnchorExpires, severity, "A trusted certificate of an upstream expires soon, has expired or is not valid yet.",
                $"Upstream '{upstream.Name}': {list}.{(others ? " Others remain." : " No other is trusted.")}",
                others
                    ? "Remove it when no server uses it any more. If some still does, add the certificate of the new authority first."
                    : $"Add the certificate of the new authority to {nameof(UpstreamTlsOptions.TrustedCertificateFile)} beside the old one, before servers use it; the file is read again when it changes.",
                ending.Count, Expiry.Since(ending[0].NotAfter, upstream.InForceSince)),
            DegradesHealth: !others && severity != FindingSeverity.Notice);
    }
}
