namespace ProxyAware;

/// <summary>Why a connection to an upstream was refused. The number of a reason is the end of its code: 1 is <c>PA5201</c>.</summary>
public enum UpstreamTlsReason
{
    /// <summary>The server showed no certificate.</summary>
    NoCertificate = 1,

    /// <summary>The certificate is for other names.</summary>
    NameMismatch = 2,

    /// <summary>The certificate is signed by nobody but itself, and it is not among those that are trusted.</summary>
    SelfSigned = 3,

    /// <summary>The chain is complete and ends at an authority that is not trusted.</summary>
    UntrustedRoot = 4,

    /// <summary>An issuer is missing: the server did not send it, and it is not in the file of trusted certificates.</summary>
    IncompleteChain = 5,

    /// <summary>A certificate of the chain has expired.</summary>
    Expired = 6,

    /// <summary>A certificate of the chain is not valid yet.</summary>
    NotYetValid = 7,

    /// <summary>A certificate is not meant for servers.</summary>
    WrongUsage = 8,

    /// <summary>A certificate was issued by one that may not issue any.</summary>
    InvalidIssuer = 9,

    /// <summary>A certificate violates the name constraints of its issuer.</summary>
    NameConstraint = 10,

    /// <summary>There are more intermediates than <see cref="UpstreamTlsOptions.MaxIntermediateCertificates"/>.</summary>
    ChainTooLong = 11,

    /// <summary>A certificate was revoked.</summary>
    Revoked = 12,

    /// <summary>It cannot be told whether a certificate was revoked: a list is missing, out of date or not signed by the issuer.</summary>
    RevocationUnknown = 13,

    /// <summary>A key of the chain is too short, or of an algorithm that is not known to be strong.</summary>
    WeakKey = 14,

    /// <summary>A signature of the chain uses SHA-1, MD5 or an algorithm that is not known to be strong.</summary>
    WeakSignature = 15,

    /// <summary>The chain cannot be verified for another reason, which <see cref="UpstreamTlsException.ChainStatus"/> names.</summary>
    InvalidChain = 16,

    /// <summary>None of the pins matches.</summary>
    PinMismatch = 17,

    /// <summary>The key is not the one that was seen on first use.</summary>
    PinStoreMismatch = 18,

    /// <summary>The file of the keys seen on first use cannot be read or written.</summary>
    PinStoreUnavailable = 19,

    /// <summary>The server does not speak TLS on this port.</summary>
    NotTls = 20,

    /// <summary>The server closed the connection during the handshake.</summary>
    ConnectionClosed = 21,

    /// <summary>The server speaks none of the offered protocols.</summary>
    ProtocolVersion = 22,

    /// <summary>The server refused the handshake, often for want of a common cipher suite.</summary>
    HandshakeRefused = 23,

    /// <summary>The server does not know the name that was sent.</summary>
    UnrecognizedName = 24,

    /// <summary>The server asked for a client certificate and refused the one it got, or that it got none.</summary>
    ClientCertificateRefused = 25,

    /// <summary>The handshake took too long.</summary>
    HandshakeTimeout = 26,

    /// <summary>The handshake ended without a verdict on the certificate.</summary>
    NoVerdict = 27,

    /// <summary>The request is not for https.</summary>
    NotHttps = 28,

    /// <summary>The request asks for HTTP/3, whose handshake cannot be verified here.</summary>
    Http3 = 29,

    /// <summary>The handler follows redirects, uses a proxy or was changed otherwise, so that it cannot be vouched for.</summary>
    HandlerChanged = 30,
}
