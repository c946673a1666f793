using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Certificates;

namespace ProxyAware.Upstream.Pins;

/// <summary>The pin of a public key: the SHA-256 of its SubjectPublicKeyInfo. It outlives a renewed certificate that keeps its key.</summary>
internal readonly record struct SpkiPin(Sha256Value Hash)
{
    /// <summary>Reads <c>sha256/…</c>, <c>sha256//…</c>, <c>pin-sha256="…"</c> and the plain base64; the reason says what the text is instead.</summary>
    public static bool TryParse(string text, out SpkiPin pin, [NotNullWhen(false)] out string? reason)
    {
        Span<byte> hash = stackalloc byte[Sha256Value.Size];
        var parsed = SpkiPinText.TryRead(text, hash, out reason);
        pin = parsed ? new SpkiPin(new Sha256Value(hash)) : default;
        return parsed;
    }

    /// <exception cref="CryptographicException">The certificate is not encoded as one.</exception>
    public static SpkiPin Of(X509Certificate2 certificate) =>
        CertificateFields.TryRead(certificate, out var fields)
            ? new SpkiPin(Sha256Value.Of(fields.SubjectPublicKeyInfo.Span))
            : throw new CryptographicException("The certificate has no readable public key.");

    /// <summary>The form that the configuration takes.</summary>
    public override string ToString() => "sha256/" + Hash.ToBase64();
}
