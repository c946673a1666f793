namespace ProxyAware.Diagnostics.Audit;

/// <summary>
/// Judges what arrived of a forged header. What it changed counts more than what the settings say about it: a proxy may turn one header into another.
/// </summary>
internal static class AuditJudge
{
    public static AuditVerdict Judge(HeaderEvidence evidence)
    {
        if (evidence.Outcome == ProbeOutcome.NotReceived)
        {
            return new(AuditRisk.Unknown, null, "The request with it did not arrive: a proxy refused or redirected it, or another instance of the app got it.", null, []);
        }

        if (evidence.Forged.Meaning is HeaderMeaning.Identity or HeaderMeaning.SignedIdentity)
        {
            return JudgeIdentity(evidence);
        }

        const ForgedEffect chosen = ForgedEffect.Client | ForgedEffect.HidesClient | ForgedEffect.Scheme | ForgedEffect.Host | ForgedEffect.Prefix;
        if ((evidence.Effect & chosen) != 0)
        {
            return JudgeBelieved(evidence);
        }

        var arrives = evidence.Outcome is ProbeOutcome.PassedThrough or ProbeOutcome.Appended;
        return evidence switch
        {
            { Outcome: ProbeOutcome.Stripped } => AuditVerdict.Safe("What a client writes does not arrive."),
            { Outcome: ProbeOutcome.Overwritten } => AuditVerdict.Safe("Only the proxy's own value arrives."),
            { IsRead: true } => JudgeRead(evidence),
            { IsStripped: true } when arrives => new(AuditRisk.Harmless, null, "Not read, and removed before the app sees it.", null, ProxyFixes.Remove(evidence.Forged.Name)),
            _ => new(
                AuditRisk.Dangerous, Codes.AuditUnstripped, "Not read here, but the app's own code sees what clients write.",
                $"\"{nameof(ProxyAwareOptions.StripUntrustedHeaders)}\": true", ProxyFixes.Remove(evidence.Forged.Name)),
        };
    }

    private static AuditVerdict JudgeIdentity(HeaderEvidence evidence)
    {
        var name = evidence.Forged.Name;
        return evidence switch
        {
            { Outcome: ProbeOutcome.Stripped or ProbeOutcome.Overwritten } => AuditVerdict.Safe("No client can send it."),
            { Forged.Meaning: HeaderMeaning.SignedIdentity } => new(
                AuditRisk.Harmless, Codes.AuditSignedIdentity, "A client can send it; it proves something only where the app verifies its signature, issuer and audience.",
                "Verify it on every request, or do not read it", ProxyFixes.Remove(name)),
            _ => new(
                AuditRisk.Dangerous, Codes.AuditIdentity, "A client can send it: whoever takes it for a login lets everybody in.",
                "Do not read it in the app until the proxy removes what clients send", ProxyFixes.Remove(name)),
        };
    }

    private static AuditVerdict JudgeBelieved(HeaderEvidence evidence)
    {
        var what = ForgedEffects.Describe(evidence.Effect);
        var name = evidence.Forged.Name;
        if (evidence is { Effect: ForgedEffect.Client, Outcome: ProbeOutcome.Appended, EndsForged: false })
        {
            // The proxy does its part: the walk goes on to the left of what it wrote.
            return new(
                AuditRisk.Dangerous,
                Codes.AuditWalksTooFar,
                "The walk goes past your proxies to what the client wrote.",
                evidence.Trust == ProxyTrustKind.HopCount
                    ? $"\"{nameof(ProxyAwareOptions.TrustProxy)}\" counts more proxies than there are: lower it by one, or name their addresses"
                    : $"The address you come from, {SafeText.Quote(evidence.Received![^1])}, is itself trusted as a proxy: name the proxies alone in \"{nameof(ProxyAwareOptions.TrustProxy)}\"",
                []);
        }

        return new(
            AuditRisk.Dangerous,
            Codes.AuditBelieved,
            $"A client chooses {what}.",
            evidence.IsRead ? "Let the proxy overwrite it, or do not read it here" : "A proxy turns it into a header that is read here: let the first proxy remove it",
            evidence.IsRead ? ProxyFixes.Overwrite(name, evidence.Forged.Meaning) : ProxyFixes.Remove(name));
    }

    private static AuditVerdict JudgeRead(HeaderEvidence evidence)
    {
        var fixes = ProxyFixes.Overwrite(evidence.Forged.Name, evidence.Forged.Meaning);
        return evidence switch
        {
            { PeerTrusted: false } => new(
                AuditRisk.Harmless, null, $"Not believed, because {evidence.Peer} is not trusted. Before you trust it, let it overwrite this header.", null, fixes),
            { Effect: ForgedEffect.Refused } => new(
                AuditRisk.Harmless, null, "A request with it is refused.", null, fixes),
            { Outcome: ProbeOutcome.Appended, EndsForged: false } => AuditVerdict.Safe("It stands left of the proxy's own value, where it is not looked at."),
            _ => new(
                AuditRisk.Harmless, Codes.AuditReadUnprotected, "It arrives as the client wrote it, in a header that is read; only another setting keeps it from deciding.",
                "Let the proxy overwrite it, or do not read it here", fixes),
        };
    }
}
