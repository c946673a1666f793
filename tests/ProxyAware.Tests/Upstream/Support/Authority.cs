using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Support;

/// <summary>A certificate authority made for one test.</summary>
internal sealed class Authority
{
    private Authority(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> above)
    {
        Certificate = certificate;
        Above = above;
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>The intermediates between this authority (included, unless it is the root) and the root.</summary>
    public IReadOnlyList<X509Certificate2> Intermediates => Above.Count == 0 ? [] : [Certificate, .. Above.SkipLast(1)];

    public string Pem => Certificate.ExportCertificatePem();

    private IReadOnlyList<X509Certificate2> Above { get; }

    public static Authority Root(string name = "Test Root", Action<IssueOptions>? configure = null) => new(Issue(null, $"CN={name}", ForAuthority(configure)), []);

    public static X509Certificate2 SelfSigned(Action<IssueOptions>? configure = null)
    {
        var options = new IssueOptions();
        configure?.Invoke(options);
        return Issue(null, $"CN={options.CommonName}", options);
    }

    public Authority Intermediate(string name = "Test Intermediate", Action<IssueOptions>? configure = null) =>
        new(Issue(Certificate, $"CN={name}", ForAuthority(configure)), [Certificate, .. Above]);

    public X509Certificate2 Server(Action<IssueOptions>? configure = null)
    {
        var options = new IssueOptions();
        configure?.Invoke(options);
        return Issue(Certificate, $"CN={options.CommonName}", options);
    }

    public X509Certificate2 Client(string name = "client", Action<IssueOptions>? configure = null) => Server(o =>
    {
        o.CommonName = name;
        o.Dns = [];
        o.Addresses = [];
        o.Usages = ["1.3.6.1.5.5.7.3.2"];
        configure?.Invoke(o);
    });

    private static IssueOptions ForAuthority(Action<IssueOptions>? configure)
    {
        var options = new IssueOptions
        {
            IsAuthority = true,
            Dns = [],
            Addresses = [],
            Usages = [],
            KeyUsage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
            NotBefore = DateTimeOffset.UtcNow.AddDays(-400),
            NotAfter = DateTimeOffset.UtcNow.AddDays(3650),
        };
        configure?.Invoke(options);
        return options;
    }

    private static X509Certificate2 Issue(X509Certificate2? issuer, string subject, IssueOptions options)
    {
        AsymmetricAlgorithm key = options.Key ?? (options.RsaBits is { } bits ? RSA.Create(bits) : ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var name = new X500DistinguishedName(subject);
        var request = key is RSA rsa
            ? new CertificateRequest(name, rsa, options.Hash, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(name, (ECDsa)key, options.Hash);
        if (options.IsAuthority is { } authority)
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, options.PathLength is not null, options.PathLength ?? 0, critical: true));
        }

        if (options.KeyUsage is { } usage)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        }

        if (options.Usages.Length > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. options.Usages.Select(u => new Oid(u))], critical: false));
        }

        if (options.Dns.Length > 0 || options.Addresses.Length > 0)
        {
            var san = new SubjectAlternativeNameBuilder();
            Array.ForEach(options.Dns, san.AddDnsName);
            Array.ForEach(options.Addresses, a => san.AddIpAddress(IPAddress.Parse(a)));
            request.CertificateExtensions.Add(san.Build());
        }

        options.Extra.ForEach(request.CertificateExtensions.Add);
        if (issuer is null)
        {
            return request.CreateSelfSigned(options.NotBefore, options.NotAfter);
        }

        var generator = issuer.GetRSAPrivateKey() is { } rsaIssuer
            ? X509SignatureGenerator.CreateForRSA(rsaIssuer, RSASignaturePadding.Pkcs1)
            : X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!);
        var certificate = request.Create(issuer.SubjectName, generator, options.NotBefore, options.NotAfter, RandomNumberGenerator.GetBytes(12));
        return key is RSA own ? certificate.CopyWithPrivateKey(own) : certificate.CopyWithPrivateKey((ECDsa)key);
    }
}
