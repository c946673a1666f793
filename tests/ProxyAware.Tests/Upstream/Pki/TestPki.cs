using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>One world of certificates for the process, each made when it is first asked for. The server's name is <c>backend.test</c>.</summary>
internal static class TestPki
{
    public const string ServerName = "backend.test";

    private static readonly ConcurrentDictionary<string, Lazy<TestCertificate>> Made = new(StringComparer.Ordinal);

    /// <summary>Now, in whole seconds as certificates have them.</summary>
    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    public static TestCertificate Root => Get(() => TestCertificate.SelfSigned(CertificateSpec.Authority("Test Root")));

    public static TestCertificate RsaRoot => Get(() => TestCertificate.SelfSigned(CertificateSpec.Authority("Test RSA Root", TestKeys.Rsa("root"))));

    /// <summary>Nobody's anchor.</summary>
    public static TestCertificate StrangerRoot => Get(() => TestCertificate.SelfSigned(CertificateSpec.Authority("Stranger Root")));

    /// <summary>Has the name of <see cref="Root"/>, and another key.</summary>
    public static TestCertificate LookalikeRoot => Get(() => TestCertificate.SelfSigned(CertificateSpec.Authority("Test Root", TestKeys.Ecdsa("lookalike"))));

    public static TestCertificate Intermediate => Get(() => Root.Issue(CertificateSpec.Authority("Test Intermediate 1")));

    public static TestCertificate SecondIntermediate => Get(() => Intermediate.Issue(CertificateSpec.Authority("Test Intermediate 2")));

    /// <summary>Directly under the root.</summary>
    public static TestCertificate Leaf => Get(() => Root.Issue(Server()));

    public static TestCertificate RsaLeaf => Get(() => RsaRoot.Issue(Server() with { Key = TestKeys.Rsa("server") }));

    public static TestCertificate LeafUnderOne => Get(() => Intermediate.Issue(Server()));

    public static TestCertificate LeafUnderTwo => Get(() => SecondIntermediate.Issue(Server()));

    public static TestCertificate OtherName => Get(() => Root.Issue(Server() with { Name = "other.test", DnsNames = ["other.test"] }));

    /// <summary>For 127.0.0.1 and ::1, without a DNS name.</summary>
    public static TestCertificate Address => Get(() => Root.Issue(Server() with { DnsNames = [], IpAddresses = ["127.0.0.1", "::1"] }));

    /// <summary>For *.test.</summary>
    public static TestCertificate Wildcard => Get(() => Root.Issue(Server() with { Name = "*.test", DnsNames = ["*.test"] }));

    public static TestCertificate CommonNameOnly => Get(() => Root.Issue(Server() with { DnsNames = [] }));

    public static TestCertificate Expired => Get(() => Root.Issue(Server() with { NotAfter = Now.AddDays(-1) }));

    public static TestCertificate NotYetValid => Get(() => Root.Issue(Server() with { NotBefore = Now.AddDays(1) }));

    /// <summary>Like Debian's snakeoil certificate: CA:FALSE, no usages.</summary>
    public static TestCertificate SelfSigned => Get(() => TestCertificate.SelfSigned(Server() with { KeyUsage = null, ExtendedKeyUsages = [] }));

    public static TestCertificate SelfSignedExpired => Get(() => TestCertificate.SelfSigned(Server() with { NotAfter = Now.AddDays(-1) }));

    public static TestCertificate OfStranger => Get(() => StrangerRoot.Issue(Server()));

    public static TestCertificate OfLookalike => Get(() => LookalikeRoot.Issue(Server()));

    public static TestCertificate UnderExpiredIntermediate => Get(() =>
        Root.Issue(CertificateSpec.Authority("Expired Intermediate") with { NotAfter = Now.AddDays(-1) }).Issue(Server()));

    /// <summary>Issued with a server's certificate. Its subject differs from the issuer's, or it would count as self-signed.</summary>
    public static TestCertificate OfNoAuthority => Get(() => Leaf.Issue(Server() with { Name = "below.test" }));

    public static TestCertificate OfAuthorityWithoutConstraints => Get(() =>
        Root.Issue(CertificateSpec.Authority("No Constraints") with { IsAuthority = null }).Issue(Server()));

    public static TestCertificate OfAuthorityWithoutCertSign => Get(() =>
        Root.Issue(CertificateSpec.Authority("No Signing") with { KeyUsage = X509KeyUsageFlags.DigitalSignature }).Issue(Server()));

    /// <summary>Two intermediates, the upper of which allows none below it.</summary>
    public static TestCertificate TooLongPath => Get(() =>
        Root.Issue(CertificateSpec.Authority("Path 0") with { PathLength = 0 }).Issue(CertificateSpec.Authority("Below Path 0")).Issue(Server()));

    public static TestCertificate Permitted => Get(() =>
        Root.Issue(CertificateSpec.Authority("Permits test") with { PermittedDns = ["test"] }).Issue(Server()));

    public static TestCertificate NotPermitted => Get(() =>
        Root.Issue(CertificateSpec.Authority("Permits example") with { PermittedDns = ["example"] }).Issue(Server()));

    public static TestCertificate Excluded => Get(() =>
        Root.Issue(CertificateSpec.Authority("Excludes test") with { ExcludedDns = ["test"] }).Issue(Server()));

    public static TestCertificate ClientUsageOnly => Get(() => Root.Issue(Server() with { ExtendedKeyUsages = [CertificateSpec.ClientAuthentication] }));

    public static TestCertificate NoUsages => Get(() => Root.Issue(Server() with { ExtendedKeyUsages = [], KeyUsage = null }));

    /// <summary>A key that may sign revocation lists only.</summary>
    public static TestCertificate WrongKeyUsage => Get(() => Root.Issue(Server() with { KeyUsage = X509KeyUsageFlags.CrlSign }));

    public static TestCertificate UnknownCritical => Get(() => Root.Issue(Server() with { More = [TestExtensions.Unknown(critical: true)] }));

    public static TestCertificate Rsa1024 => Get(() => Root.Issue(Server() with { Key = TestKeys.Rsa("weak", 1024) }));

    public static TestCertificate UnderRsa1024 => Get(() =>
        Root.Issue(CertificateSpec.Authority("Weak Intermediate", TestKeys.Rsa("weak authority", 1024))).Issue(Server()));

    public static TestCertificate Sha1 => Get(() => RsaRoot.Issue(Server() with { Hash = HashAlgorithmName.SHA1 }));

    public static TestCertificate RotatedSameKey => Get(() => Root.Issue(Server() with { NotAfter = Now.AddDays(500) }));

    public static TestCertificate RotatedOtherKey => Get(() => Root.Issue(Server() with { Key = TestKeys.Ecdsa("server 2") }));

    public static TestCertificate Client => Get(() => Root.Issue(CertificateSpec.Client("Test Client")));

    public static TestCertificate ClientUnderOne => Get(() => Intermediate.Issue(CertificateSpec.Client("Test Client 1")));

    public static TestCertificate RsaClient => Get(() => RsaRoot.Issue(CertificateSpec.Client("Test RSA Client") with { Key = TestKeys.Rsa("client") }));

    public static TestCertificate StrangerClient => Get(() => StrangerRoot.Issue(CertificateSpec.Client("Stranger Client")));

    private static CertificateSpec Server() => CertificateSpec.Server(ServerName);

    private static TestCertificate Get(Func<TestCertificate> make, [CallerMemberName] string name = "") => Made.GetOrAdd(name, _ => new(make)).Value;
}
