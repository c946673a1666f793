using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Support;

/// <summary>What a certificate is to look like; by default, a good one for localhost.</summary>
internal sealed class IssueOptions
{
    public string CommonName { get; set; } = "server";

    public string[] Dns { get; set; } = ["localhost"];

    public string[] Addresses { get; set; } = ["127.0.0.1"];

    public DateTimeOffset NotBefore { get; set; } = DateTimeOffset.UtcNow.AddDays(-10);

    public DateTimeOffset NotAfter { get; set; } = DateTimeOffset.UtcNow.AddDays(10);

    public bool? IsAuthority { get; set; } = false;

    public int? PathLength { get; set; }

    public X509KeyUsageFlags? KeyUsage { get; set; } = X509KeyUsageFlags.DigitalSignature;

    public string[] Usages { get; set; } = ["1.3.6.1.5.5.7.3.1"];

    public int? RsaBits { get; set; }

    public AsymmetricAlgorithm? Key { get; set; }

    public HashAlgorithmName Hash { get; set; } = HashAlgorithmName.SHA256;

    public List<X509Extension> Extra { get; } = [];
}
