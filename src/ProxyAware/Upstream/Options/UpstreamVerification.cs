namespace ProxyAware;

/// <summary>How the certificate of an upstream is verified.</summary>
public enum UpstreamVerification
{
    /// <summary>Against the certificate authorities of the operating system, with name, dates and usage. <see cref="UpstreamTlsOptions.Pins"/> must hold as well.</summary>
    System,

    /// <summary>Against <see cref="UpstreamTlsOptions.TrustedCertificateFile"/> alone, with name, dates and usage. <see cref="UpstreamTlsOptions.Pins"/> must hold as well.</summary>
    CustomCa,

    /// <summary>By the key of the server's own certificate alone: one of the pins. A wrong name and wrong dates only warn.</summary>
    PinOnly,

    /// <summary>By the key that was seen on the first connection, kept in <see cref="UpstreamTlsOptions.PinStoreFile"/>. Whoever answers first is believed.</summary>
    TrustOnFirstUse,

    /// <summary>Not at all: whoever is on the way can read and change everything. It is refused outside Development unless it is allowed by name.</summary>
    DangerousNone,
}
