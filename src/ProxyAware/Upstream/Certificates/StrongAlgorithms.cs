using System.Globalization;

namespace ProxyAware.Upstream.Certificates;

/// <summary>
/// The algorithms that are known to be strong. A list of the weak ones would take every other one for strong: those that were forgotten, and those that
/// only some library knows.
/// </summary>
internal static class StrongAlgorithms
{
    // RSA with SHA-256, -384, -512, -224, and the shortened forms of SHA-512.
    private const string Rsa = "1.2.840.113549.1.1.";

    // ECDSA with SHA-224, -256, -384, -512.
    private const string Ecdsa = "1.2.840.10045.4.3.";

    // RSASSA-PSS and ECDSA with SHAKE (RFC 8692).
    private const string Shake = "1.3.6.1.5.5.7.6.";

    // From 1 on DSA, ECDSA and RSA with SHA-2 and SHA-3; from 17 on ML-DSA (RFC 9881) and SLH-DSA (RFC 9909), where a key has the identifier of its signatures.
    private const string Nist = "2.16.840.1.101.3.4.3.";
    private const int NistPostQuantum = 17;
    private const int NistLast = 46;

    // SHA-2, SHA-3 and SHAKE.
    private const string Hashes = "2.16.840.1.101.3.4.2.";

    private const string Sm2WithSm3 = "1.2.156.10197.1.501";

    /// <summary>Whether all keys of an algorithm are strong, whatever their parameters.</summary>
    public static bool IsKey(string oid) => oid is Oids.Ed25519 or Oids.Ed448 || IsIn(oid, Nist, NistPostQuantum, NistLast);

    /// <summary>Whether a signature is strong, given a key that is. That of RSASSA-PSS does not tell.</summary>
    public static bool IsSignature(string oid) =>
        oid is Oids.Ed25519 or Oids.Ed448 or Sm2WithSm3
        || IsIn(oid, Rsa, 11, 16)
        || IsIn(oid, Ecdsa, 1, 4)
        || IsIn(oid, Shake, 30, 33)
        || IsIn(oid, Nist, 1, NistLast);

    public static bool IsHash(string oid) => IsIn(oid, Hashes, 1, 12);

    private static bool IsIn(string oid, string arc, int first, int last) =>
        oid.StartsWith(arc, StringComparison.Ordinal)
        && int.TryParse(oid.AsSpan(arc.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= first
        && number <= last;
}
