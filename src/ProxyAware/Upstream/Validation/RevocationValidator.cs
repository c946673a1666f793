using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Certificates;
using ProxyAware.Upstream.Revocation;

namespace ProxyAware.Upstream.Validation;

/// <summary>Looks a chain up in the configured revocation lists.</summary>
internal static class RevocationValidator
{
    public static UpstreamFailure? Validate(UpstreamPolicy policy, PeerEvidence evidence, DateTimeOffset now)
    {
        if (policy.RevocationLists is not { } lists)
        {
            return null;
        }

        var verdict = lists.Check(evidence.Certificates, policy.RevocationScope == UpstreamRevocationScope.LeafOnly, now);
        if (verdict.IsGood)
        {
            return null;
        }

        var issuer = SafeText.Quote(verdict.Issuer);
        if (verdict.Status == RevocationStatus.Revoked)
        {
            return new(
                UpstreamTlsReason.Revoked, $"the certificate {SafeText.Quote(verdict.Subject)} (serial number {verdict.Serial}) was revoked by {issuer}",
                "Replace the certificate on the server; its key may be in other hands");
        }

        var why = verdict.Status switch
        {
            RevocationStatus.NoList => $"no file holds a list of {issuer}",
            RevocationStatus.Stale => $"the list of {issuer} was to be replaced by {Day(verdict.Date)}",
            RevocationStatus.NotYetValid => $"the list of {issuer} is valid from {Day(verdict.Date)}",
            RevocationStatus.BadSignature => $"the list in the name of {issuer} is not signed with its key",
            RevocationStatus.IssuerMayNotSignLists => $"{issuer} may not sign lists (its keyUsage lacks cRLSign)",
            _ => "the chain cannot be looked up",
        };
        return new(
            UpstreamTlsReason.RevocationUnknown,
            $"it cannot be told whether the certificate {SafeText.Quote(verdict.Subject)} was revoked: {why}",
            "Put current lists of all issuers into CertificateRevocationListFiles, which are read again when they change; \"RevocationScope\": \"LeafOnly\" needs that of the last issuer alone");
    }

    private static string Day(DateTimeOffset? date) => date is { } known ? PeerText.Day(known.UtcDateTime) : "an unknown day";
}
