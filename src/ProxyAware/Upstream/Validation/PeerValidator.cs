using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Certificates;
using ProxyAware.Upstream.Pins;

namespace ProxyAware.Upstream.Validation;

/// <summary>Decides about a peer. It is the only place that does, whatever way the evidence came.</summary>
internal static class PeerValidator
{
    public static PeerVerdict Validate(UpstreamPolicy policy, PeerTarget target, PeerEvidence evidence, DateTimeOffset now)
    {
        if (evidence.Leaf is not { } leaf || evidence.Errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return PeerVerdict.Refuse(new(
                UpstreamTlsReason.NoCertificate, "the server showed no certificate", "Configure a certificate on the server; anonymous cipher suites are not offered")
            {
                ServerName = target.VerifyName,
            });
        }

        var failure = policy.Verification switch
        {
            UpstreamVerification.DangerousNone => null,
            UpstreamVerification.PinOnly => Pinned(policy, [leaf], "the server's key", now),
            UpstreamVerification.TrustOnFirstUse => null,
            _ => ChainValidator.Validate(policy, target, evidence)
                ?? RevocationValidator.Validate(policy, evidence, now)
                ?? (policy.Pins.IsEmpty ? null : Pinned(policy, evidence.Certificates, "the chain, which is trusted,", now)),
        };
        if (failure is not null)
        {
            return PeerVerdict.Refuse(Complete(failure, target, evidence, leaf));
        }

        return policy.Verification == UpstreamVerification.TrustOnFirstUse
            ? Leave(policy, target, evidence, leaf, now)
            : Accept(policy, target, evidence, leaf, now);
    }

    // A decoy must not help: with an authority its chain is searched, without one nothing but the leaf proves anything.
    private static UpstreamFailure? Pinned(UpstreamPolicy policy, IReadOnlyList<X509Certificate2> candidates, string what, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (policy.Pins.Find(candidates, today) is not null)
        {
            return null;
        }

        var seen = SpkiPin.Of(candidates[0]);
        var expected = policy.Pins.Expected(today);
        return new(
            UpstreamTlsReason.PinMismatch,
            $"{what} matches none of the pins. Seen: {string.Join(", ", PeerText.Cap([.. candidates.Select(c => $"{SpkiPin.Of(c)}: {PeerText.Subject(c)}")]))}. Expected: {string.Join(", ", expected)}",
            $"If the key was changed on purpose, add \"{seen}\" to Pins; if not, somebody else is answering")
        {
            ExpectedPins = expected,
        };
    }

    // Described now: the framework disposes the certificates before the store has answered.
    private static PeerVerdict Leave(UpstreamPolicy policy, PeerTarget target, PeerEvidence evidence, X509Certificate2 leaf, DateTimeOffset now)
    {
        var known = Complete(new(UpstreamTlsReason.PinStoreUnavailable, "", ""), target, evidence, leaf);
        var seen = new SeenKey(
            SpkiPin.Of(leaf), leaf.Subject, evidence.MayLearn,
            failure => known with { Reason = failure.Reason, Message = failure.Message, Remedy = failure.Remedy, ExpectedPins = failure.ExpectedPins });
        return PeerVerdict.Leave(seen, KeyOnlyWarnings(policy, target, leaf, now));
    }

    private static PeerVerdict Accept(UpstreamPolicy policy, PeerTarget target, PeerEvidence evidence, X509Certificate2 leaf, DateTimeOffset now)
    {
        if (policy.HasAuthorities)
        {
            policy.Accepted.Remember(leaf, target.VerifyName, evidence.Certificates.Skip(1));
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return PeerVerdict.Accept(policy.Pins.Find(evidence.Certificates, today), KeyOnlyWarnings(policy, target, leaf, now));
    }

    // Where the key is the identity, name and dates decide nothing; people want to know all the same.
    private static List<string> KeyOnlyWarnings(UpstreamPolicy policy, PeerTarget target, X509Certificate2 leaf, DateTimeOffset now)
    {
        var warnings = new List<string>();
        if (policy.Verification is not (UpstreamVerification.PinOnly or UpstreamVerification.TrustOnFirstUse))
        {
            return warnings;
        }

        if (!Validity.Includes(leaf, now))
        {
            warnings.Add($"its certificate is {PeerText.Dates(leaf)}, which is not now");
        }

        if (!CertificateNames.Matches(leaf, target.VerifyName))
        {
            warnings.Add($"its certificate is not for '{target.VerifyName}'");
        }

        return warnings;
    }

    private static UpstreamFailure Complete(UpstreamFailure failure, PeerTarget target, PeerEvidence evidence, X509Certificate2 leaf) => failure with
    {
        ServerName = target.VerifyName,
        OfferedNames = CertificateNames.Offered(leaf),
        NotBefore = failure.NotBefore ?? Validity.From(leaf),
        NotAfter = failure.NotAfter ?? Validity.To(leaf),
        ChainStatus = [.. (evidence.Chain?.ChainStatus ?? []).Select(s => s.Status.ToString()).Distinct(StringComparer.Ordinal)],
        Chain = PeerText.Cap([.. evidence.Certificates.Select(PeerText.Subject)]),
        SeenPins = [.. evidence.Certificates.Take(UpstreamTlsDefaults.MaxShown).Select(c => SpkiPin.Of(c).ToString())],
    };
}
