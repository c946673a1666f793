using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Upstream.Revocation;

/// <summary>The outcome for a chain; when it is not good, the first certificate from the leaf upwards that is not.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Certificate">The certificate that could not be cleared.</param>
/// <param name="Date">When the newest list ended, or when the earliest begins.</param>
internal readonly record struct RevocationVerdict(RevocationStatus Status, X509Certificate2? Certificate = null, DateTimeOffset? Date = null)
{
    public bool IsGood => Status == RevocationStatus.Good;

    /// <summary>As the peer wrote it: escape it before it is shown.</summary>
    public string Subject => Certificate?.Subject ?? "";

    /// <summary>Whose list decides; as the peer wrote it.</summary>
    public string Issuer => Certificate?.Issuer ?? "";

    /// <summary>In hex, as openssl prints it.</summary>
    public string Serial => Certificate?.SerialNumber ?? "";
}
