using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>What a revocation list says; the defaults are a good list that revokes nothing.</summary>
internal sealed record CrlSpec
{
    public required X500DistinguishedName Issuer { get; init; }

    public required AsymmetricAlgorithm Key { get; init; }

    public DateTimeOffset ThisUpdate { get; init; } = TestPki.Now.AddDays(-1);

    public DateTimeOffset? NextUpdate { get; init; } = TestPki.Now.AddDays(7);

    public IReadOnlyList<CrlEntry> Entries { get; init; } = [];

    /// <summary>Version 1 has no version field.</summary>
    public bool IsVersion2 { get; init; } = true;

    public X509Extension[] Extensions { get; init; } = [];

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>Sign with RSASSA-PSS.</summary>
    public bool Pss { get; init; }

    /// <summary>The algorithm identifier, when it shall not be the one of the signature.</summary>
    public byte[]? Algorithm { get; init; }

    /// <summary>The algorithm identifier in the signed part, when it shall differ from the one outside.</summary>
    public byte[]? InnerAlgorithm { get; init; }

    public bool BreakSignature { get; init; }

    public static CrlSpec Of(TestCertificate issuer, params TestCertificate[] revoked) => new()
    {
        Issuer = issuer.Certificate.SubjectName,
        Key = issuer.Key,
        Entries = [.. revoked.Select(r => new CrlEntry(r.Certificate.SerialNumberBytes.ToArray()))],
    };
}
