using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>Certificates whose keys are for RSASSA-PSS alone (RFC 4055), and signatures with it; the framework makes neither.</summary>
internal static class PssCertificate
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    public static X509Certificate2 Issue(TestCertificate issuer, CertificateSpec spec, HashAlgorithmName hash) => Issue(issuer.PublicOnly, (RSA)issuer.Key, spec, hash);

    public static X509Certificate2 Issue(X509Certificate2 issuer, RSA issuerKey, CertificateSpec spec, HashAlgorithmName hash)
    {
        var plain = spec.ToRequest();
        var key = new PublicKey(new Oid(AlgorithmIdentifier.RsaPss), null, plain.PublicKey.EncodedKeyValue);
        var request = new CertificateRequest(plain.SubjectName, key, HashAlgorithmName.SHA256);
        foreach (var extension in plain.CertificateExtensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        var algorithm = hash == HashAlgorithmName.SHA1 ? AlgorithmIdentifier.PssDefault() : AlgorithmIdentifier.Pss(Sha256, SHA256.HashSizeInBytes);
        var generator = new CustomSignatureGenerator(algorithm, data => issuerKey.SignData(data, hash, RSASignaturePadding.Pss));
        return request.Create(issuer.SubjectName, generator, spec.NotBefore, spec.NotAfter, [0x11, .. RandomNumberGenerator.GetBytes(15)]);
    }
}
