using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A throwaway certificate authority and a server certificate, as PEM files.</summary>
internal sealed class TestPki : IDisposable
{
    private readonly TempFolder _folder = new();

    private readonly X509Certificate2 _authority;

    public TestPki(params string[] names)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Throwaway authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = authorityRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(AlternativeNames(names));
        using var certificate = request.Create(_authority, now.AddDays(-1), now.AddDays(1), RandomNumberGenerator.GetBytes(16));

        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(BundleFile, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
    }

    public string CertificateFile => _folder.File("server.crt");

    public string KeyFile => _folder.File("server.key");

    /// <summary>Certificate and key in one file, as HAProxy wants them.</summary>
    public string BundleFile => _folder.File("server.pem");

    /// <summary>The variables with which Kestrel serves this certificate.</summary>
    public (string Name, string Value)[] KestrelEnvironment =>
    [
        ("ASPNETCORE_Kestrel__Certificates__Default__Path", CertificateFile),
        ("ASPNETCORE_Kestrel__Certificates__Default__KeyPath", KeyFile),
    ];

    /// <summary>A client's options that trust this authority, and the name it expects.</summary>
    public SslClientAuthenticationOptions ClientOptions(string host)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_authority);
        return new() { TargetHost = host, CertificateChainPolicy = policy };
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private static X509Extension AlternativeNames(string[] names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                builder.AddIpAddress(address);
            }
            else
            {
                builder.AddDnsName(name);
            }
        }

        return builder.Build();
    }
}
