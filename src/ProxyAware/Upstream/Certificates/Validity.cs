using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Upstream.Certificates;

/// <summary>The dates of a certificate as points in time; the framework gives them in local time.</summary>
internal static class Validity
{
    public static DateTimeOffset From(X509Certificate2 certificate) => new(certificate.NotBefore);

    public static DateTimeOffset To(X509Certificate2 certificate) => new(certificate.NotAfter);

    public static bool Includes(X509Certificate2 certificate, DateTimeOffset now) => now >= From(certificate) && now <= To(certificate);
}
