using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ProxyAware.Upstream.Certificates;

/// <summary>
/// Reads the private key of a certificate from PEM. The framework has one message for a wrong password, a missing one, a key of another
/// certificate and a key of a kind that it does not know; here each has its own.
/// </summary>
internal static class PrivateKeyPem
{
    private const string Encrypted = "ENCRYPTED PRIVATE KEY";
    private const string Pkcs8 = "PRIVATE KEY";
    private const string NewKey = "make a key that can be read with 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out client.key', and have the certificate issued for it";

    private static readonly string[] Readable = [Pkcs8, "RSA PRIVATE KEY", "EC PRIVATE KEY"];

    /// <summary>Reads the key that goes with a public key of this algorithm.</summary>
    /// <param name="pem">The text that holds it.</param>
    /// <param name="algorithm">The algorithm of the certificate's key.</param>
    /// <param name="passwords">The passwords to try.</param>
    /// <param name="problem">Why there is no key, and what to do.</param>
    public static AsymmetricAlgorithm? Read(string pem, string algorithm, IReadOnlyList<string> passwords, out (string Reason, string Fix) problem)
    {
        problem = default;
        if (pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            problem = ("the key is encrypted in the old form of OpenSSL ('Proc-Type: 4,ENCRYPTED'), which cannot be read", "convert it with 'openssl pkcs8 -topk8 -v2 aes-256-cbc -in client.key -out client-pkcs8.key'");
            return null;
        }

        var labels = PemText.Labels(pem);
        if (labels.Contains(Encrypted, StringComparer.Ordinal))
        {
            return ReadEncrypted(pem, algorithm, passwords, out problem);
        }

        if (!labels.Any(l => Readable.Contains(l, StringComparer.Ordinal)))
        {
            problem = ("it holds no private key", "set ClientCertificateKeyFile, or put the key into the file of the certificate");
            return null;
        }

        if (PemText.Content(pem, Pkcs8) is { } content && UnreadableKind(AlgorithmOf(content)) is { } kind)
        {
            problem = ($"it holds an {kind} key, which cannot be used for client certificates", NewKey);
            return null;
        }

        return Import(algorithm, key => key.ImportFromPem(pem), out problem);
    }

    private static AsymmetricAlgorithm? ReadEncrypted(string pem, string algorithm, IReadOnlyList<string> passwords, out (string Reason, string Fix) problem)
    {
        if (passwords.Count == 0)
        {
            problem = ("the key is encrypted, and there is no password", "set ClientCertificateKeyPasswordFile, or decrypt the key with 'openssl pkey -in client.key -out client-plain.key'");
            return null;
        }

        foreach (var password in passwords)
        {
            if (Import(algorithm, key => key.ImportFromEncryptedPem(pem, password), out _) is { } key)
            {
                problem = default;
                return key;
            }
        }

        problem = ("none of the passwords opens the key, or it does not belong to the certificate", "check ClientCertificateKeyPasswordFile: each of its lines is one password");
        return null;
    }

    private static AsymmetricAlgorithm? Import(string algorithm, Action<AsymmetricAlgorithm> import, out (string Reason, string Fix) problem)
    {
        AsymmetricAlgorithm? key = algorithm switch
        {
            Oids.Rsa => RSA.Create(),
            Oids.EllipticCurve => ECDsa.Create(),
            _ => null,
        };
        if (key is null)
        {
            problem = ($"the certificate has an {UnreadableKind(algorithm) ?? algorithm} key, which cannot be used for client certificates", NewKey);
            return null;
        }

        try
        {
            import(key);
            problem = default;
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            key.Dispose();
            problem = ("the key cannot be read, or it is of another kind than that of the certificate", "check that key and certificate belong together");
            return null;
        }
    }

    private static string? UnreadableKind(string? algorithm) => algorithm switch
    {
        Oids.Ed25519 => "Ed25519",
        Oids.Ed448 => "Ed448",
        Oids.RsaPss => "RSA-PSS",
        _ => null,
    };

    // PrivateKeyInfo ::= SEQUENCE { version INTEGER, algorithm SEQUENCE { OBJECT IDENTIFIER, ... }, ... }
    private static string? AlgorithmOf(byte[] pkcs8)
    {
        try
        {
            var info = new AsnReader(pkcs8, AsnEncodingRules.BER).ReadSequence();
            info.ReadInteger();
            return info.ReadSequence().ReadObjectIdentifier();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
