using System.Security.Cryptography;
using ProxyAware.Tests.Upstream.Pki;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>A pin as people would work it out for themselves.</summary>
internal static class PinText
{
    public static string Of(TestCertificate certificate) =>
        "sha256/" + Convert.ToBase64String(SHA256.HashData(certificate.PublicOnly.PublicKey.ExportSubjectPublicKeyInfo()));
}
