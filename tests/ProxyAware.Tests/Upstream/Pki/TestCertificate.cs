using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>A certificate with its key and its issuers.</summary>
internal sealed class TestCertificate
{
    private TestCertificate(X509Certificate2 certificate, AsymmetricAlgorithm key, TestCertificate? issuer)
    {
        Key = key;
        Issuer = issuer;
        using (certificate)
        {
            Certificate = key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key);
        }

        PublicOnly = X509CertificateLoader.LoadCertificate(Certificate.RawData);
    }

    /// <summary>With the private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>As a peer sees it.</summary>
    public X509Certificate2 PublicOnly { get; }

    public AsymmetricAlgorithm Key { get; }

    public TestCertificate? Issuer { get; }

    /// <summary>The intermediates that a server sends with it, from its issuer upwards, without the root.</summary>
    public IReadOnlyList<X509Certificate2> Intermediates
    {
        get
        {
            var found = new List<X509Certificate2>();
            for (var issuer = Issuer; issuer?.Issuer is not null; issuer = issuer.Issuer)
            {
                found.Add(issuer.PublicOnly);
            }

            return found;
        }
    }

    /// <summary>The whole chain, leaf first, with the root.</summary>
    public IReadOnlyList<X509Certificate2> Chain => Issuer is null ? [PublicOnly] : [PublicOnly, .. Issuer.Chain];

    public string Pem => PublicOnly.ExportCertificatePem() + "\n";

    /// <summary>The certificate and its intermediates, as a file for a server or a client holds them.</summary>
    public string ChainPem => Pem + string.Concat(Intermediates.Select(c => c.ExportCertificatePem() + "\n"));

    /// <summary>PKCS#8.</summary>
    public string KeyPem => Key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>PKCS#1 or SEC 1, as older tools write keys.</summary>
    public string TraditionalKeyPem => (Key is RSA rsa ? rsa.ExportRSAPrivateKeyPem() : ((ECDsa)Key).ExportECPrivateKeyPem()) + "\n";

    public static TestCertificate SelfSigned(CertificateSpec spec)
    {
        var request = spec.ToRequest();
        return new(Sign(request, spec, request.SubjectName, spec.Key), spec.Key, issuer: null);
    }

    /// <summary>Issues whatever is asked for, also what this certificate has no right to issue.</summary>
    public TestCertificate Issue(CertificateSpec spec)
    {
        var request = spec.ToRequest();
        var keyIdentifier = Certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single();
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(keyIdentifier));
        return new(Sign(request, spec, Certificate.SubjectName, Key), spec.Key, this);
    }

    /// <summary>PKCS#8 ENCRYPTED.</summary>
    public string EncryptedKeyPem(string password) =>
        Key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2000)) + "\n";

    /// <summary>With the intermediates.</summary>
    public byte[] Pfx(string? password)
    {
        var all = new X509Certificate2Collection(Certificate);
        all.AddRange(Intermediates.ToArray());
        return all.Export(X509ContentType.Pfx, password)!;
    }

    private static X509Certificate2 Sign(CertificateRequest request, CertificateSpec spec, X500DistinguishedName issuer, AsymmetricAlgorithm key)
    {
        // Drawn below 0x80, so that it needs no sign byte, and above 0, so that it has no leading zero.
        var serial = spec.Serial ?? [(byte)RandomNumberGenerator.GetInt32(1, 0x80), .. RandomNumberGenerator.GetBytes(15)];
        return request.Create(issuer, TestKeys.Generator(key, spec.Hash), spec.NotBefore, spec.NotAfter, serial);
    }
}
