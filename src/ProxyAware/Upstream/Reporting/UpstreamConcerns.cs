using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Findings;

namespace ProxyAware.Upstream.Reporting;

/// <summary>Finds what is the matter with an upstream now, from its picture alone. What is no longer so is no longer found.</summary>
internal static class UpstreamConcerns
{
    /// <summary>So long after the last handshake with a server it is no longer known what it would show.</summary>
    public static readonly TimeSpan Evidence = TimeSpan.FromHours(24);

    // These have a concern of their own, which follows the clock.
    private static readonly string[] Followed = [Codes.VerificationOff, Codes.NoBackupPin, Codes.PinExpires, Codes.AnchorNotValid];

    public static IEnumerable<UpstreamConcern> Find(UpstreamSnapshot upstream, DateTimeOffset now)
    {
        IEnumerable<UpstreamConcern?> single = [ReloadFailed(upstream), VerificationOff(upstream), PinStore(upstream), RevocationList(upstream, now), Unused(upstream)];
        return single.OfType<UpstreamConcern>()
            .Concat(CertificateConcerns.Find(upstream, now))
            .Concat(PinConcerns.Find(upstream, now))
            .Concat(RefusalConcerns.Find(upstream, now))
            .Concat(upstream.Notices.Where(n => n.IsWarning && !Followed.Contains(n.Code, StringComparer.Ordinal)).Select(n => Notice(upstream, n)));
    }

    private static UpstreamConcern? ReloadFailed(UpstreamSnapshot upstream) => upstream.ReloadFailure is not { } failure ? null : new(
        new(
            Codes.UpstreamReloadFailed, FindingSeverity.Error, "Changed settings or files of an upstream cannot be used; the last good ones are in force.",
            $"Upstream '{upstream.Name}': {string.Join(Environment.NewLine, failure.Problems)}",
            "Correct what is named here; settings and files are read again when they change.", failure.Problems.Count, failure.Since),
        DegradesHealth: true);

    private static UpstreamConcern? VerificationOff(UpstreamSnapshot upstream) => upstream.Verification != nameof(UpstreamVerification.DangerousNone) ? null : new(
        new(
            Codes.VerificationOff, FindingSeverity.Warning, "An upstream is not verified.",
            $"Upstream '{upstream.Name}' has Verification DangerousNone: everybody on the way can read and change everything.",
            upstream.Peers.Select(p => p.Certificate?.Pin).FirstOrDefault(p => p is not null) is { } pin
                ? $"Compare the key with the server's own, and pin it: \"Verification\": \"PinOnly\", \"Pins\": [\"{pin}\"]"
                : "Set \"Verification\": \"PinOnly\" with the key of the server in \"Pins\", or \"TrustedCertificateFile\".",
            1, upstream.InForceSince),
        DegradesHealth: false);

    private static UpstreamConcern? PinStore(UpstreamSnapshot upstream) => upstream.PinStoreProblem is not { } problem ? null : new(
        new(
            Codes.PinStoreUnusable, FindingSeverity.Error, "The keys seen on first use cannot be looked up, so nobody is believed.",
            $"Upstream '{upstream.Name}': {SafeText.Quote(problem)} ({nameof(UpstreamTlsOptions.PinStoreFile)} '{Path(upstream, nameof(UpstreamTlsOptions.PinStoreFile))}')",
            "Restore the file, or correct its permissions (mode 600, and the app may read and write it); correct or delete a line that is named. A file that has gone is not begun anew before a restart.",
            1, upstream.InForceSince),
        DegradesHealth: true);

    private static UpstreamConcern? RevocationList(UpstreamSnapshot upstream, DateTimeOffset now) => upstream.Revocation?.NextUpdate is not { } next || next > now ? null : new(
        new(
            Codes.RevocationListEnded, FindingSeverity.Warning, "A revocation list of an upstream is out of date.",
            $"Upstream '{upstream.Name}': a list in {nameof(UpstreamTlsOptions.CertificateRevocationListFiles)} was to be replaced by {next.UtcDateTime:yyyy-MM-dd HH:mm}Z; certificates of its issuer are refused.",
            "Fetch the new list of the authority into the same file, with a timer if it is short-lived; it is read again when it changes.", 1, next > upstream.InForceSince ? next : upstream.InForceSince),
        DegradesHealth: true);

    // Code may ask for it later, so it is no warning.
    private static UpstreamConcern? Unused(UpstreamSnapshot upstream) => upstream.IsUsed ? null : new(
        new(
            Codes.UpstreamUnused, FindingSeverity.Notice, "An upstream stands in the settings, and nobody has used it.",
            $"Upstream '{upstream.Name}': no client was registered for it, and no code has asked for it since the start. A client that was meant to use it is not protected by it.",
            $"Register its client with AddUpstreamTls(\"{upstream.Name}\"), or remove the section.", 1, upstream.InForceSince),
        DegradesHealth: false);

    private static UpstreamConcern Notice(UpstreamSnapshot upstream, NoticeSnapshot notice) => new(
        new(notice.Code, FindingSeverity.Warning, "The settings of an upstream hold something to change.", notice.Text, $"See {notice.Code}.", 1, upstream.InForceSince),
        DegradesHealth: false);

    private static string? Path(UpstreamSnapshot upstream, string option) => upstream.Files.FirstOrDefault(f => f.Option == option)?.Path;
}
