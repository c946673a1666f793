using System.Security.Cryptography.X509Certificates;
using ProxyAware.Diagnostics;

namespace ProxyAware.Upstream.Certificates;

/// <summary>Describes certificates for people. What stands in them was chosen by the peer: it is escaped and capped.</summary>
internal static class PeerText
{
    public static string Subject(X509Certificate2 certificate) => Name(certificate.SubjectName);

    public static string Issuer(X509Certificate2 certificate) => Name(certificate.IssuerName);

    public static string Dates(X509Certificate2 certificate) => $"valid from {Day(certificate.NotBefore)} to {Day(certificate.NotAfter)}";

    public static string Day(DateTime local) => $"{local.ToUniversalTime():yyyy-MM-dd HH:mm}Z";

    /// <summary>At most so many entries as are shown; the rest is counted.</summary>
    public static IReadOnlyList<string> Cap(IReadOnlyCollection<string> entries) => entries.Count <= UpstreamTlsDefaults.MaxShown
        ? [.. entries]
        : [.. entries.Take(UpstreamTlsDefaults.MaxShown), $"and {entries.Count - UpstreamTlsDefaults.MaxShown} more"];

    private static string Name(X500DistinguishedName name) => name.Name.Length == 0 ? "(without a subject)" : SafeText.Quote(name.Name);
}
