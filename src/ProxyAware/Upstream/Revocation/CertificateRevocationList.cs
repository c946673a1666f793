using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Upstream.Revocation;

/// <summary>A revocation list (RFC 5280, 5), read strictly. It counts only for an issuer that <see cref="IsSignedBy"/> holds for.</summary>
internal sealed class CertificateRevocationList
{
    private readonly HashSet<ReadOnlyMemory<byte>> _revoked;
    private readonly ListSignature _signature;

    internal CertificateRevocationList(
        ReadOnlyMemory<byte> issuer,
        DateTimeOffset thisUpdate,
        DateTimeOffset nextUpdate,
        HashSet<ReadOnlyMemory<byte>> revoked,
        ListSignature signature)
    {
        Issuer = issuer;
        ThisUpdate = thisUpdate;
        NextUpdate = nextUpdate;
        _revoked = revoked;
        _signature = signature;
    }

    /// <summary>The issuer's name as it is encoded.</summary>
    public ReadOnlyMemory<byte> Issuer { get; }

    public DateTimeOffset ThisUpdate { get; }

    /// <summary>From here on the list says nothing any more.</summary>
    public DateTimeOffset NextUpdate { get; }

    /// <summary>How many certificates are revoked.</summary>
    public int Count => _revoked.Count;

    public static bool TryParse(ReadOnlyMemory<byte> der, [NotNullWhen(true)] out CertificateRevocationList? list, [NotNullWhen(false)] out string? reason) =>
        ListReader.TryRead(der, out list, out reason);

    /// <param name="serialNumber">The encoded integer without tag and length.</param>
    public bool Revokes(ReadOnlyMemory<byte> serialNumber) => _revoked.Contains(serialNumber);

    public bool IsSignedBy(X509Certificate2 issuer) => _signature.IsBy(issuer);

    public bool IsCurrent(DateTimeOffset now) => ThisUpdate <= now && now < NextUpdate;
}
