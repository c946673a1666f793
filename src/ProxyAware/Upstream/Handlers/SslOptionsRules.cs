using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Upstream.Handlers;

/// <summary>TLS settings of an app's handler. None of them is kept, because the handshake is that of the upstream; so each that is not the framework's default is refused, with what to use instead.</summary>
internal static class SslOptionsRules
{
    private const string ClientCertificate = "use " + nameof(UpstreamTlsOptions.ClientCertificateFile);

    // Each property of the type is here; a test compares.
    private static readonly (string Property, string Instead, Func<SslClientAuthenticationOptions, bool> IsSet)[] Rules =
    [
        (nameof(SslClientAuthenticationOptions.RemoteCertificateValidationCallback), "use Verification and Pins", o => o.RemoteCertificateValidationCallback is not null),
        (nameof(SslClientAuthenticationOptions.CertificateChainPolicy), "use TrustedCertificateFile and the options beside it", o => o.CertificateChainPolicy is not null),
        (nameof(SslClientAuthenticationOptions.CertificateRevocationCheckMode), "use RevocationMode", o => o.CertificateRevocationCheckMode != X509RevocationMode.NoCheck),
        (nameof(SslClientAuthenticationOptions.ClientCertificateContext), ClientCertificate, o => o.ClientCertificateContext is not null),
        (nameof(SslClientAuthenticationOptions.ClientCertificates), ClientCertificate, o => o.ClientCertificates is { Count: > 0 }),
        (nameof(SslClientAuthenticationOptions.LocalCertificateSelectionCallback), ClientCertificate, o => o.LocalCertificateSelectionCallback is not null),
        (nameof(SslClientAuthenticationOptions.EnabledSslProtocols), "use Protocols", o => o.EnabledSslProtocols != SslProtocols.None),
        (nameof(SslClientAuthenticationOptions.CipherSuitesPolicy), "use CipherSuites", o => o.CipherSuitesPolicy is not null),
        (nameof(SslClientAuthenticationOptions.TargetHost), "use ServerName", o => !string.IsNullOrEmpty(o.TargetHost)),
        (nameof(SslClientAuthenticationOptions.AllowTlsResume), "use AllowSessionResumption", o => !o.AllowTlsResume),
        (nameof(SslClientAuthenticationOptions.ApplicationProtocols), "the version of each request decides what is offered", o => o.ApplicationProtocols is not null),
#pragma warning disable SYSLIB0040 // Who weakened it must hear that it is of no use.
        (nameof(SslClientAuthenticationOptions.EncryptionPolicy), "encryption is always required", o => o.EncryptionPolicy != EncryptionPolicy.RequireEncryption),
#pragma warning restore SYSLIB0040
        (nameof(SslClientAuthenticationOptions.AllowRenegotiation), "TLS 1.3 has none: use Protocols", o => !o.AllowRenegotiation),
        (nameof(SslClientAuthenticationOptions.AllowRsaPkcs1Padding), "there is no option for it", o => !o.AllowRsaPkcs1Padding),
        (nameof(SslClientAuthenticationOptions.AllowRsaPssPadding), "there is no option for it", o => !o.AllowRsaPssPadding),
    ];

    /// <summary>The first setting that would be lost, in words; <see langword="null"/> if none.</summary>
    public static string? Conflict(SslClientAuthenticationOptions options)
    {
        var (property, instead, _) = Array.Find(Rules, rule => rule.IsSet(options));
        return property is null ? null : $"its SslOptions have set {property} ({instead})";
    }
}
