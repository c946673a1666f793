using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Upstream.Pins;

/// <summary>The pin of one certificate: the SHA-256 of all of it. A renewed certificate has another.</summary>
internal readonly record struct CertificatePin(Sha256Value Hash)
{
    /// <summary>What <c>openssl x509 -fingerprint -sha256</c> prints in front of the hash; and the short form of the same.</summary>
    private static readonly string[] Prefixes = ["sha256 Fingerprint=", "sha256:"];

    /// <summary>Reads hex with colons or without, in any case, also with <c>sha256:</c> before it; the reason says what the text is instead.</summary>
    public static bool TryParse(string text, out CertificatePin pin, [NotNullWhen(false)] out string? reason)
    {
        var rest = text.AsSpan().Trim();
        foreach (var prefix in Prefixes)
        {
            if (rest.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                rest = rest[prefix.Length..].TrimStart();
                break;
            }
        }

        Span<byte> hash = stackalloc byte[Sha256Value.Size];
        var parsed = HashHex.TryDecode(rest, hash, out reason);
        pin = parsed ? new CertificatePin(new Sha256Value(hash)) : default;
        return parsed;
    }

    public static CertificatePin Of(X509Certificate2 certificate) => new(Sha256Value.Of(certificate.RawDataMemory.Span));

    public override string ToString() => Hash.ToHex();
}
