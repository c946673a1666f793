using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>Signs with SHA-1, which the framework's generators no longer do.</summary>
internal sealed class Sha1SignatureGenerator(AsymmetricAlgorithm key) : X509SignatureGenerator
{
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(key is RSA ? "1.2.840.113549.1.1.5" : "1.2.840.10045.4.1");
            if (key is RSA)
            {
                writer.WriteNull();
            }
        }

        return writer.Encode();
    }

#pragma warning disable CA5350 // A weak signature is what is wanted.
    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key is RSA rsa
        ? rsa.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1)
        : ((ECDsa)key).SignData(data, HashAlgorithmName.SHA1, DSASignatureFormat.Rfc3279DerSequence);
#pragma warning restore CA5350

    protected override PublicKey BuildPublicKey() => TestKeys.PublicKeyOf(key);
}
