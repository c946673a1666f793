using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Certificates;

namespace ProxyAware.Upstream.Validation;

/// <summary>Judges the chain up to an authority: what the framework found wrong with it, and what the framework does not look at.</summary>
internal static class ChainValidator
{
    public static UpstreamFailure? Validate(UpstreamPolicy policy, PeerTarget target, PeerEvidence evidence)
    {
        if (evidence.Chain is not { ChainElements.Count: > 0 } chain)
        {
            return new(UpstreamTlsReason.InvalidChain, "no chain could be built for the server's certificate", "Look at the certificate with 'openssl x509 -text'");
        }

        return ChainStatusReader.Read(policy, chain)
            ?? BeyondTheStatus(evidence)
            ?? Name(target, evidence)
            ?? Depth(policy, evidence.Certificates)
            ?? ForeignIntermediate(policy, chain)
            ?? KeyUsage(evidence.Leaf!)
            ?? (policy.AllowWeakCertificates ? null : Weakness(policy.StrongKeys, evidence.Certificates));
    }

    // An error without a status must not be overlooked.
    private static UpstreamFailure? BeyondTheStatus(PeerEvidence evidence) => evidence.Errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
        ? new(UpstreamTlsReason.InvalidChain, "the chain of the server's certificate has errors", "Look at the chain with 'openssl s_client -showcerts'")
        : null;

    /// <summary>Two matchers must agree: the framework's, which falls back to common names, and our own, which does not.</summary>
    private static UpstreamFailure? Name(PeerTarget target, PeerEvidence evidence)
    {
        var leaf = evidence.Leaf!;
        if (CertificateNames.Matches(leaf, target.VerifyName) && !(target.FrameworkChecksName && evidence.Errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)))
        {
            return null;
        }

        var offered = CertificateNames.Offered(leaf);
        return offered.Count == 0
            ? new(
                UpstreamTlsReason.NameMismatch,
                $"the name '{target.VerifyName}' (from {target.NameSource}) is wanted, but the certificate has no subjectAltName; its subject is {PeerText.Subject(leaf)}, and a common name does not count",
                $"Renew the certificate with subjectAltName '{target.VerifyName}', or pin its key")
            : new(
                UpstreamTlsReason.NameMismatch,
                $"the name '{target.VerifyName}' (from {target.NameSource}) is wanted, but the certificate is for {string.Join(", ", offered)}",
                $"If that is the server you mean, set \"ServerName\": \"{offered[0]}\"; otherwise the URL or the server is the wrong one");
    }

    private static UpstreamFailure? Depth(UpstreamPolicy policy, IReadOnlyList<X509Certificate2> chain)
    {
        var intermediates = Math.Max(0, chain.Count - 2);
        return policy.MaxIntermediates is { } max && intermediates > max
            ? new(
                UpstreamTlsReason.ChainTooLong, $"there are {intermediates} intermediates between the server's certificate and the anchor, and {max} are allowed",
                $"Set \"MaxIntermediateCertificates\": {intermediates} if that chain is meant")
            : null;
    }

    // Any other client in this process may have made .NET download and keep an intermediate; a verdict must not hang on that.
    private static UpstreamFailure? ForeignIntermediate(UpstreamPolicy policy, X509Chain chain)
    {
        if (policy.Verification != UpstreamVerification.CustomCa)
        {
            return null;
        }

        var known = chain.ChainPolicy.ExtraStore.Concat(policy.Trusted).Select(c => c.Thumbprint).ToHashSet(StringComparer.Ordinal);
        var foreign = chain.ChainElements.Skip(1).Select(e => e.Certificate).FirstOrDefault(c => !known.Contains(c.Thumbprint));
        return foreign is null ? null : ChainStatusReader.Incomplete(policy, chain.ChainElements[0].Certificate);
    }

    /// <summary>TLS servers sign the handshake (RFC 8446, 4.4.2.2); a certificate that says what its key is for must say that.</summary>
    private static UpstreamFailure? KeyUsage(X509Certificate2 leaf) =>
        leaf.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature)
            ? new(
                UpstreamTlsReason.WrongUsage, $"the server's certificate has the key usage {usage.KeyUsages}, without DigitalSignature, which TLS needs",
                "Renew the certificate with keyUsage digitalSignature")
            : null;

    private static UpstreamFailure? Weakness(StrongKeys keys, IReadOnlyList<X509Certificate2> chain)
    {
        for (var i = 0; i < chain.Count; i++)
        {
            if (keys.Weakness(chain[i]) is { } key)
            {
                return new(
                    UpstreamTlsReason.WeakKey, $"the certificate {PeerText.Subject(chain[i])} has {key}",
                    "Renew it with RSA 2048 or P-256; until then \"AllowWeakCertificates\": true takes it")
                {
                    NotBefore = Validity.From(chain[i]),
                    NotAfter = Validity.To(chain[i]),
                };
            }

            if (i < chain.Count - 1 && WeakSignatures.Find(chain[i]) is { } signature)
            {
                return new(
                    UpstreamTlsReason.WeakSignature,
                    $"the certificate {PeerText.Subject(chain[i])} is signed with {signature}",
                    "Renew it with SHA-256; until then \"AllowWeakCertificates\": true takes it");
            }
        }

        return null;
    }
}
