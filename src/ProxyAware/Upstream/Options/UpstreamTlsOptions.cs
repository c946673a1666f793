using System.Diagnostics.CodeAnalysis;
using System.Security.Authentication;
using ProxyAware.Upstream;

namespace ProxyAware;

/// <summary>
/// How the TLS of one upstream is verified or pinned, as it stands in the configuration section <c>ProxyAware:Upstreams:&lt;name&gt;</c>. The settings are checked
/// together when the host starts or <see cref="UpstreamTls.Create"/> is called; an option that the mode of verification would ignore is an error.
/// </summary>
/// <remarks>Paths are relative to the content root of the app, or to the current directory where there is no host. All files are read again when their content changes.</remarks>
public sealed class UpstreamTlsOptions
{
    /// <summary>Gets or sets how the server's certificate is verified. In nginx: <c>proxy_ssl_verify</c>.</summary>
    /// <value>
    /// The default is <see langword="null"/>: <see cref="UpstreamVerification.CustomCa"/> where <see cref="TrustedCertificateFile"/> or <see cref="TrustedCertificates"/> is set, else
    /// <see cref="UpstreamVerification.System"/>.
    /// </value>
    public UpstreamVerification? Verification { get; set; }

    /// <summary>Gets or sets the PEM file of the certificate authorities that are trusted, instead of the system's. In nginx: <c>proxy_ssl_trusted_certificate</c>.</summary>
    /// <value>The default is <see langword="null"/>. A self-signed certificate of a server may stand in it as well. Intermediates in it help servers that do not send theirs.</value>
    /// <remarks>The file must hold a self-issued certificate: an intermediate alone is no anchor and an error.</remarks>
    public string? TrustedCertificateFile { get; set; }

    /// <summary>Gets or sets the certificate authorities that are trusted, instead of the system's, as PEM text.</summary>
    /// <value>The default is empty. They are added to those of <see cref="TrustedCertificateFile"/>.</value>
    [AllowNull]
    public IList<string> TrustedCertificates { get; set => field = value ?? []; } = [];

    /// <summary>Gets or sets how many intermediates may stand between the server's certificate and the anchor. In nginx: <c>proxy_ssl_verify_depth</c>.</summary>
    /// <value>The default is <see langword="null"/>: any number. 0: the anchor itself must have issued the server's certificate. nginx's default is 1.</value>
    public int? MaxIntermediateCertificates { get; set; }

    /// <summary>Gets or sets the files of certificate revocation lists, in PEM or DER. In nginx: <c>proxy_ssl_crl</c>.</summary>
    /// <value>The default is empty: revocation is not looked at.</value>
    /// <remarks>It fails closed: every issuer that <see cref="RevocationScope"/> asks for needs a current list.</remarks>
    [AllowNull]
    public IList<string> CertificateRevocationListFiles { get; set => field = value ?? []; } = [];

    /// <summary>Gets or sets which certificates are looked up in the revocation lists.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="UpstreamRevocationScope.Chain"/>, as in nginx.</value>
    public UpstreamRevocationScope? RevocationScope { get; set; }

    /// <summary>Gets or sets where revocation is looked up.</summary>
    /// <value>The default is <see cref="UpstreamRevocationMode.Local"/>: no request ever goes to an address that the server's certificate names.</value>
    public UpstreamRevocationMode RevocationMode { get; set; }

    /// <summary>Gets or sets the name that is sent to the server (SNI) and that its certificate must have. In nginx: <c>proxy_ssl_name</c>.</summary>
    /// <value>The default is <see langword="null"/>: the host of the URL, never that of a <c>Host</c> header. An IP address is matched against the addresses in the certificate and not sent.</value>
    public string? ServerName { get; set; }

    /// <summary>Gets or sets the name that the certificate must have, where that is not the one to send.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="ServerName"/>.</value>
    public string? VerifyName { get; set; }

    /// <summary>Gets or sets whether a name is sent to the server (SNI). In nginx: <c>proxy_ssl_server_name</c>.</summary>
    /// <value>The default is <see langword="true"/>. With <see langword="false"/> the name is still verified, and sessions are not resumed.</value>
    public bool SendServerName { get; set; } = true;

    /// <summary>Gets or sets the file of the certificate that is shown to the server. In nginx: <c>proxy_ssl_certificate</c>.</summary>
    /// <value>The default is <see langword="null"/>: none. PEM with the intermediates behind the certificate, or PFX with everything.</value>
    /// <remarks>As in nginx, a server that asks for it sees the certificate before its own is verified. No byte of a request is sent before.</remarks>
    public string? ClientCertificateFile { get; set; }

    /// <summary>Gets or sets the file of the certificate's private key. In nginx: <c>proxy_ssl_certificate_key</c>.</summary>
    /// <value>The default is <see langword="null"/>: it stands in <see cref="ClientCertificateFile"/>.</value>
    public string? ClientCertificateKeyFile { get; set; }

    /// <summary>Gets or sets the file of the passwords of the private key. In nginx: <c>proxy_ssl_password_file</c>.</summary>
    /// <value>The default is <see langword="null"/>. Each line is tried.</value>
    public string? ClientCertificateKeyPasswordFile { get; set; }

    /// <summary>Gets or sets the protocols that are offered. In nginx: <c>proxy_ssl_protocols</c>.</summary>
    /// <value>The default is <see cref="SslProtocols.Tls12"/> and <see cref="SslProtocols.Tls13"/>. Nothing older is taken.</value>
    public SslProtocols Protocols { get; set; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Gets or sets the cipher suites that are offered, by their IANA names, for all protocols in one list. In nginx: <c>proxy_ssl_ciphers</c>.</summary>
    /// <value>The default is empty: those of the system. Linux and macOS only. Example: <c>TLS_AES_256_GCM_SHA384</c>.</value>
    /// <remarks>
    /// Those with <c>_WITH_</c> in their names are of TLS 1.2, the others of TLS 1.3. A protocol without a suite in the list is not offered; with one protocol in <see cref="Protocols"/>, a list
    /// without a suite of it is an error. Suites that encrypt nothing, authenticate nobody, are broken or need a shared secret are refused. Sessions are not resumed then.
    /// </remarks>
    [AllowNull]
    public IList<string> CipherSuites { get; set => field = value ?? []; } = [];

    /// <summary>Gets or sets whether a new connection may resume the session of an earlier one. In nginx: <c>proxy_ssl_session_reuse</c>.</summary>
    /// <value>The default is <see langword="null"/>: <see langword="true"/>.</value>
    /// <remarks>
    /// A program shares its sessions between all clients of one host name, so it has no effect in the modes <see cref="UpstreamVerification.PinOnly"/>,
    /// <see cref="UpstreamVerification.TrustOnFirstUse"/> and <see cref="UpstreamVerification.DangerousNone"/>, whose sessions would be worth less than those of others. Nor
    /// are sessions resumed with IP addresses and with several servers behind one name.
    /// </remarks>
    public bool? AllowSessionResumption { get; set; }

    /// <summary>Gets or sets the hashes of public keys, of which the server's own or, in the modes with a certificate authority, one of the chain must match.</summary>
    /// <value>The default is empty. A text converts to a pin.</value>
    /// <remarks>One match among these and <see cref="CertificatePins"/> suffices. Keep a backup pin: without one the loss of a key locks the app out.</remarks>
    [AllowNull]
    public IList<UpstreamPin> Pins { get; set => field = value ?? []; } = [];

    /// <summary>Gets or sets the SHA-256 hashes of whole certificates, in hex with or without colons.</summary>
    /// <value>The default is empty.</value>
    /// <remarks>They change with every renewal; <see cref="Pins"/> only with the key.</remarks>
    [AllowNull]
    public IList<string> CertificatePins { get; set => field = value ?? []; } = [];

    /// <summary>Gets or sets the file that keeps the keys seen on first use, like <c>known_hosts</c> of SSH.</summary>
    /// <value>The default is <see langword="null"/>. It is required by <see cref="UpstreamVerification.TrustOnFirstUse"/>.</value>
    public string? PinStoreFile { get; set; }

    /// <summary>Gets or sets the time from the beginning of the TCP connection to the verdict.</summary>
    /// <value>The default is 10 seconds. Configuration takes <c>00:00:05</c>, <c>5s</c> and <c>500ms</c>.</value>
    public TimeSpan HandshakeTimeout { get; set; } = UpstreamTlsDefaults.HandshakeTimeout;

    /// <summary>Gets or sets whether RSA keys below 2048 bits, elliptic curves below 224 bits, signatures with SHA-1 or MD5, and algorithms that are not known to be strong are taken.</summary>
    /// <value>The default is <see langword="false"/>. Such certificates can be forged.</value>
    public bool AllowWeakCertificates { get; set; }

    /// <summary>Gets or sets whether <see cref="UpstreamVerification.DangerousNone"/> may be used outside the environment Development.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowDangerousVerificationInProduction { get; set; }

    /// <summary>Gets or sets whether redirects to the same scheme, host and port are followed.</summary>
    /// <value>The default is <see langword="false"/>: no redirect is followed. A redirect to anywhere else never is, because it would carry cookies and API keys along.</value>
    /// <remarks>
    /// As in the framework, 301 and 302 turn POST into GET, 303 turns every method but HEAD into GET, and all else keeps its method and its body; a body that cannot be sent twice is not, and the
    /// redirect is the answer. It has no effect on a handler that was given to <c>UseUpstreamTls</c>.
    /// </remarks>
    public bool FollowSameOriginRedirects { get; set; }

    /// <summary>What the readers of configuration could not make sense of; reported with everything else that is wrong.</summary>
    internal IList<ConfigurationProblem> ReadProblems { get; } = [];

    /// <summary>What the readers of configuration want people to know.</summary>
    internal IList<StartNotice> ReadNotices { get; } = [];
}
