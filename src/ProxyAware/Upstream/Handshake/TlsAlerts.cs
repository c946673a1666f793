namespace ProxyAware.Upstream.Handshake;

/// <summary>Finds the alert of a server: in the clear at the head of its answer, or in what OpenSSL says of one it has decrypted.</summary>
internal static class TlsAlerts
{
    private const byte AlertRecord = 0x15;

    // The texts are those of OpenSSL, which does not translate them.
    private static readonly (string Text, TlsAlert Alert)[] Texts =
    [
        ("alert handshake failure", TlsAlert.HandshakeFailure),
        ("alert bad certificate", TlsAlert.BadCertificate),
        ("alert unsupported certificate", TlsAlert.UnsupportedCertificate),
        ("alert certificate revoked", TlsAlert.CertificateRevoked),
        ("alert certificate expired", TlsAlert.CertificateExpired),
        ("alert certificate unknown", TlsAlert.CertificateUnknown),
        ("alert unknown ca", TlsAlert.UnknownCa),
        ("alert access denied", TlsAlert.AccessDenied),
        ("alert protocol version", TlsAlert.ProtocolVersion),
        ("alert insufficient security", TlsAlert.InsufficientSecurity),
        ("unrecognized name", TlsAlert.UnrecognizedName),
        ("certificate required", TlsAlert.CertificateRequired),
        ("no application protocol", TlsAlert.NoApplicationProtocol),
        ("unsupported protocol", TlsAlert.ProtocolVersion),
    ];

    public static TlsAlert? Find(ReadOnlySpan<byte> head, Exception exception)
    {
        if (head.Length >= 7 && head[0] == AlertRecord && head[3] == 0 && head[4] == 2 && Enum.IsDefined((TlsAlert)head[6]))
        {
            return (TlsAlert)head[6];
        }

        return Find(exception);
    }

    public static TlsAlert? Find(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            foreach (var (text, alert) in Texts)
            {
                if (e.Message.Contains(text, StringComparison.OrdinalIgnoreCase))
                {
                    return alert;
                }
            }
        }

        return null;
    }

    /// <summary>Whether it is about the certificate of the one who receives it.</summary>
    public static bool IsAboutCertificate(TlsAlert alert) => alert
        is TlsAlert.BadCertificate or TlsAlert.UnsupportedCertificate or TlsAlert.CertificateRevoked or TlsAlert.CertificateExpired
        or TlsAlert.CertificateUnknown or TlsAlert.UnknownCa or TlsAlert.AccessDenied or TlsAlert.CertificateRequired;
}
