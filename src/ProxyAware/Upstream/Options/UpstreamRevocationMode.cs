namespace ProxyAware;

/// <summary>Where it is looked up whether a certificate was revoked.</summary>
public enum UpstreamRevocationMode
{
    /// <summary>In <see cref="UpstreamTlsOptions.CertificateRevocationListFiles"/>, if there are any. Nothing is ever downloaded.</summary>
    Local,

    /// <summary>
    /// At the addresses that the certificates name. A server that is not verified yet then chooses where requests of this machine go; a revocation list or
    /// OCSP responder that does not answer fails the handshake.
    /// </summary>
    Online,
}
