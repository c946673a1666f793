using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Certificates;
using ProxyAware.Upstream.Pins;
using Flags = System.Security.Cryptography.X509Certificates.X509ChainStatusFlags;

namespace ProxyAware.Upstream.Validation;

/// <summary>Says what the framework's chain status means, for which certificate, and what to do about it.</summary>
internal static class ChainStatusReader
{
    private const Flags Trust = Flags.PartialChain | Flags.UntrustedRoot;
    private const Flags Issuer = Flags.InvalidBasicConstraints | Flags.NotSignatureValid;
    private const Flags Names = Flags.InvalidNameConstraints | Flags.HasNotPermittedNameConstraint | Flags.HasExcludedNameConstraint | Flags.HasNotSupportedNameConstraint | Flags.HasNotDefinedNameConstraint;
    private const Flags Revocation = Flags.RevocationStatusUnknown | Flags.OfflineRevocation;

    public static UpstreamFailure? Read(UpstreamPolicy policy, X509Chain chain)
    {
        var all = chain.ChainStatus.Aggregate(Flags.NoError, (sum, s) => sum | s.Status);
        all = chain.ChainElements.Aggregate(all, (sum, e) => sum | Of(e));
        if (all == Flags.NoError)
        {
            return null;
        }

        var leaf = chain.ChainElements[0].Certificate;
        return all switch
        {
            _ when (all & Flags.Revoked) != 0 => new(UpstreamTlsReason.Revoked, $"the certificate {At(chain, Flags.Revoked)} was revoked", "Renew it on the server"),
            _ when (all & Flags.PartialChain) != 0 => IsSelfIssued(leaf) ? SelfSigned(leaf) : Incomplete(policy, chain.ChainElements[^1].Certificate),
            _ when (all & Flags.UntrustedRoot) != 0 => chain.ChainElements.Count == 1 ? SelfSigned(leaf) : Untrusted(policy, chain.ChainElements[^1].Certificate, leaf),
            _ when (all & Issuer) != 0 => new(
                UpstreamTlsReason.InvalidIssuer, $"{At(chain, Issuer)} was issued by a certificate that may not issue any, or its signature does not hold",
                "Reissue it with a certificate authority (basicConstraints CA:TRUE, keyUsage keyCertSign)"),
            _ when (all & Names) != 0 => new(
                UpstreamTlsReason.NameConstraint, $"a name of {PeerText.Subject(leaf)} is outside the name constraints of its issuer", "Reissue it for a name that the authority may certify"),
            _ when (all & Flags.NotValidForUsage) != 0 => new(
                UpstreamTlsReason.WrongUsage, $"{At(chain, Flags.NotValidForUsage)} is not meant for servers", "Reissue it with extendedKeyUsage serverAuth"),
            _ when (all & (Flags.NotTimeValid | Flags.NotTimeNested)) != 0 => Dates(chain),
            _ when (all & ~Revocation) == 0 => new(
                UpstreamTlsReason.RevocationUnknown, "it could not be found out whether a certificate was revoked", "Check that the addresses in the certificate answer, or give lists in CertificateRevocationListFiles"),
            _ => new(UpstreamTlsReason.InvalidChain, $"the chain has the errors {all & ~Trust}", "Look at the chain with 'openssl s_client -showcerts'"),
        };
    }

    /// <summary>An issuer is missing behind <paramref name="last"/>.</summary>
    public static UpstreamFailure Incomplete(UpstreamPolicy policy, X509Certificate2 last) => new(
        UpstreamTlsReason.IncompleteChain,
        $"the issuer of {PeerText.Subject(last)}, which is {PeerText.Issuer(last)}, was not sent and is not known here{Anchors(policy)}",
        policy.Verification == UpstreamVerification.CustomCa
            ? "Let the server send its intermediates (its certificate file must hold them behind its own), or add the issuer to TrustedCertificateFile"
            : "Let the server send its intermediates; if the authority is your own, set TrustedCertificateFile");

    private static UpstreamFailure SelfSigned(X509Certificate2 leaf) => new(
        UpstreamTlsReason.SelfSigned,
        $"the certificate {PeerText.Subject(leaf)} is self-signed and not trusted",
        $"If it is your server: add the certificate to TrustedCertificateFile, or pin its key with \"Verification\": \"PinOnly\", \"Pins\": [\"{SpkiPin.Of(leaf)}\"]");

    private static UpstreamFailure Untrusted(UpstreamPolicy policy, X509Certificate2 root, X509Certificate2 leaf) => new(
        UpstreamTlsReason.UntrustedRoot,
        $"the chain ends at {PeerText.Subject(root)} (SHA-256 {root.GetCertHashString(HashAlgorithmName.SHA256)}, {SpkiPin.Of(root)}), which is not trusted{Anchors(policy)}",
        $"If it is your authority: add it to TrustedCertificateFile; or pin the server's key with \"Verification\": \"PinOnly\", \"Pins\": [\"{SpkiPin.Of(leaf)}\"]");

    private static UpstreamFailure Dates(X509Chain chain)
    {
        var element = chain.ChainElements.FirstOrDefault(e => (Of(e) & (Flags.NotTimeValid | Flags.NotTimeNested)) != 0) ?? chain.ChainElements[0];
        var certificate = element.Certificate;
        var now = chain.ChainPolicy.VerificationTime;
        var early = now < certificate.NotBefore;
        return new(
            early ? UpstreamTlsReason.NotYetValid : UpstreamTlsReason.Expired,
            $"the certificate {PeerText.Subject(certificate)} {(early ? "is not valid yet" : "has expired")}: it is {PeerText.Dates(certificate)}, and now it is {PeerText.Day(now)}",
            early ? "Check the clocks of both machines" : "Renew the certificate on the server")
        {
            NotBefore = Validity.From(certificate),
            NotAfter = Validity.To(certificate),
        };
    }

    private static string Anchors(UpstreamPolicy policy) => policy.Verification == UpstreamVerification.CustomCa
        ? $". Trusted are: {string.Join(", ", PeerText.Cap([.. policy.Trusted.Where(IsSelfIssued).Select(PeerText.Subject)]))}"
        : ". Trusted are the authorities of the operating system";

    private static string At(X509Chain chain, Flags flags) =>
        PeerText.Subject((chain.ChainElements.FirstOrDefault(e => (Of(e) & flags) != 0) ?? chain.ChainElements[0]).Certificate);

    private static Flags Of(X509ChainElement element) => element.ChainElementStatus.Aggregate(Flags.NoError, (sum, s) => sum | s.Status);

    private static bool IsSelfIssued(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
