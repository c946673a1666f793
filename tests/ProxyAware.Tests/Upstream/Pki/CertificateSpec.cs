using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>What a certificate says; the defaults are a good server certificate for nobody.</summary>
internal sealed record CertificateSpec
{
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    public required string Name { get; init; }

    public required AsymmetricAlgorithm Key { get; init; }

    public string[] DnsNames { get; init; } = [];

    public string[] IpAddresses { get; init; } = [];

    public DateTimeOffset NotBefore { get; init; } = TestPki.Now.AddDays(-10);

    public DateTimeOffset NotAfter { get; init; } = TestPki.Now.AddDays(365);

    /// <summary>Basic constraints; null leaves them out.</summary>
    public bool? IsAuthority { get; init; } = false;

    public int? PathLength { get; init; }

    /// <summary>Null leaves the extension out.</summary>
    public X509KeyUsageFlags? KeyUsage { get; init; } = X509KeyUsageFlags.DigitalSignature;

    /// <summary>Empty leaves the extension out.</summary>
    public string[] ExtendedKeyUsages { get; init; } = [ServerAuthentication];

    public string[] PermittedDns { get; init; } = [];

    public string[] ExcludedDns { get; init; } = [];

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>Null draws one at random.</summary>
    public byte[]? Serial { get; init; }

    public X509Extension[] More { get; init; } = [];

    public static CertificateSpec Server(params string[] dnsNames) => new() { Name = "backend.test", Key = TestKeys.Ecdsa("server"), DnsNames = dnsNames };

    public static CertificateSpec Client(string name) =>
        new() { Name = name, Key = TestKeys.Ecdsa("client"), ExtendedKeyUsages = [ClientAuthentication] };

    public static CertificateSpec Authority(string name, AsymmetricAlgorithm? key = null) => new()
    {
        Name = name,
        Key = key ?? TestKeys.Ecdsa(name),
        IsAuthority = true,
        KeyUsage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
        ExtendedKeyUsages = [],
    };

    public CertificateRequest ToRequest()
    {
        var request = new CertificateRequest(new X500DistinguishedName($"CN={Name}"), TestKeys.PublicKeyOf(Key), Hash);
        var extensions = request.CertificateExtensions;
        if (IsAuthority is { } authority)
        {
            extensions.Add(new X509BasicConstraintsExtension(authority, PathLength is not null, PathLength ?? 0, critical: true));
        }

        if (KeyUsage is { } usage)
        {
            extensions.Add(new X509KeyUsageExtension(usage, critical: true));
        }

        if (ExtendedKeyUsages.Length > 0)
        {
            var oids = new OidCollection();
            Array.ForEach(ExtendedKeyUsages, oid => oids.Add(new Oid(oid)));
            extensions.Add(new X509EnhancedKeyUsageExtension(oids, critical: false));
        }

        if (DnsNames.Length + IpAddresses.Length > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            Array.ForEach(DnsNames, names.AddDnsName);
            Array.ForEach(IpAddresses, address => names.AddIpAddress(IPAddress.Parse(address)));
            extensions.Add(names.Build());
        }

        if (PermittedDns.Length + ExcludedDns.Length > 0)
        {
            extensions.Add(TestExtensions.NameConstraints(PermittedDns, ExcludedDns));
        }

        extensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Array.ForEach(More, extensions.Add);
        return request;
    }
}
