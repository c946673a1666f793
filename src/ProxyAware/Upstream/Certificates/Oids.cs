using System.Security.Cryptography;

namespace ProxyAware.Upstream.Certificates;

/// <summary>Object identifiers.</summary>
internal static class Oids
{
    public const string Rsa = "1.2.840.113549.1.1.1";

    /// <summary>Of a key, and of a signature.</summary>
    public const string RsaPss = "1.2.840.113549.1.1.10";
    public const string EllipticCurve = "1.2.840.10045.2.1";
    public const string Dsa = "1.2.840.10040.4.1";
    public const string Ed25519 = "1.3.101.112";
    public const string Ed448 = "1.3.101.113";
    public const string Sha1 = "1.3.14.3.2.26";

    /// <summary>The purpose "TLS server". An <see cref="Oid"/> can be changed, so everybody gets one of their own.</summary>
    public static Oid ServerAuthentication() => new("1.3.6.1.5.5.7.3.1");
}
