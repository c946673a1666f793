using ProxyAware.Forwarding;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>Puts together what arrived of a run, and has it judged.</summary>
internal static class AuditReporter
{
    public static AuditReport Report(AuditRun run, SocketReport? socket)
    {
        var probes = run.Probes;
        return new(
            probes.Count,
            probes.Count(p => p.Observation is not null),
            [.. probes.Where(p => p.Kind == ProbeKind.Headers).SelectMany(p => p.Headers.Select(h => Row(run, p, h)))],
            [.. AuditChecks.Of(run, socket)]);
    }

    private static AuditRow Row(AuditRun run, AuditProbe probe, ForgedHeader header)
    {
        var policy = run.Policy!;
        var before = run.Find(ProbeKind.Baseline)!.Observation!;
        var after = probe.Observation;
        var isRead = AuditedHeaders.RolesOf(policy.Resolver.Plan, header.Name) != HeaderRole.None;
        var trusted = isRead && (after ?? before).Decision.PeerTrusted;
        var evidence = new HeaderEvidence
        {
            Forged = header,
            Received = after?.Of(header.Name),
            IsRead = isRead,
            PeerTrusted = (after ?? before).Decision.PeerTrusted,
            Peer = (after ?? before).Peer,

            // Of several headers in one request none is read, and which of them a proxy turned into one that is cannot be told.
            Effect = after is null ? ForgedEffect.None : ForgedEffects.Of(before.Decision, after.Decision, run.Forger.Address),
            Trust = policy.Resolver.Trust.Kind,
            IsStripped = policy.StripUntrustedHeaders,
        };
        var verdict = AuditJudge.Judge(evidence);
        var isIdentity = header.Meaning is HeaderMeaning.Identity or HeaderMeaning.SignedIdentity;
        return new(header.Name, isIdentity, header.Value, [.. (evidence.Received ?? []).Select(SafeText.Quote)], evidence.Outcome, trusted, verdict);
    }
}
