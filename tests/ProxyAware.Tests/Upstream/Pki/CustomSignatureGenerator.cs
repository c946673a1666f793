using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>Names whatever algorithm it is told to, and signs as it is told to.</summary>
internal sealed class CustomSignatureGenerator(byte[] algorithm, Func<byte[], byte[]> sign) : X509SignatureGenerator
{
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => algorithm;

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => sign(data);

    protected override PublicKey BuildPublicKey() => throw new NotSupportedException();
}
