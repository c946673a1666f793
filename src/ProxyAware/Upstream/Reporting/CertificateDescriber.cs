using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Certificates;
using ProxyAware.Upstream.Pins;

namespace ProxyAware.Upstream.Reporting;

/// <summary>Takes from a certificate what is shown of it; the framework disposes those of peers after the handshake.</summary>
internal static class CertificateDescriber
{
    /// <param name="certificate">The certificate.</param>
    /// <param name="known">One that was described before, which is returned if it is the same.</param>
    /// <returns>The description; <see langword="null"/> of something that cannot be read.</returns>
    public static CertificateSnapshot? Describe(X509Certificate2 certificate, CertificateSnapshot? known = null)
    {
        try
        {
            var hash = CertificatePin.Of(certificate).ToString();
            if (known?.Sha256 == hash)
            {
                return known;
            }

            var readable = CertificateFields.TryRead(certificate, out var fields);
            return new CertificateSnapshot
            {
                Subject = PeerText.Subject(certificate),
                Issuer = PeerText.Issuer(certificate),
                Names = CertificateNames.Offered(certificate),
                NotBefore = Validity.From(certificate),
                NotAfter = Validity.To(certificate),
                Pin = readable ? new SpkiPin(Sha256Value.Of(fields.SubjectPublicKeyInfo.Span)).ToString() : null,
                Sha256 = hash,
                IsSelfIssued = readable && fields.IsSelfIssued,
            };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
