namespace ProxyAware.Upstream.Handshake;

/// <summary>The alerts of RFC 8446, 6.2, that a server ends a handshake with.</summary>
internal enum TlsAlert
{
    HandshakeFailure = 40,
    BadCertificate = 42,
    UnsupportedCertificate = 43,
    CertificateRevoked = 44,
    CertificateExpired = 45,
    CertificateUnknown = 46,
    UnknownCa = 48,
    AccessDenied = 49,
    ProtocolVersion = 70,
    InsufficientSecurity = 71,
    UnrecognizedName = 112,
    CertificateRequired = 116,
    NoApplicationProtocol = 120,
}
