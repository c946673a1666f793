using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>Keys by name, each made once in a process: making RSA keys is what costs time.</summary>
internal static class TestKeys
{
    private static readonly ConcurrentDictionary<string, Lazy<AsymmetricAlgorithm>> Keys = new(StringComparer.Ordinal);

    public static ECDsa Ecdsa(string name) => (ECDsa)Get("ecdsa " + name, () => ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static RSA Rsa(string name, int bits = 2048) => (RSA)Get($"rsa{bits} {name}", () => RSA.Create(bits));

    public static PublicKey PublicKeyOf(AsymmetricAlgorithm key) => key is RSA rsa ? new PublicKey(rsa) : new PublicKey((ECDsa)key);

    public static X509SignatureGenerator Generator(AsymmetricAlgorithm key, HashAlgorithmName hash) =>
        hash == HashAlgorithmName.SHA1 ? new Sha1SignatureGenerator(key)
        : key is RSA rsa ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
        : X509SignatureGenerator.CreateForECDsa((ECDsa)key);

    private static AsymmetricAlgorithm Get(string name, Func<AsymmetricAlgorithm> make) => Keys.GetOrAdd(name, _ => new(make)).Value;
}
