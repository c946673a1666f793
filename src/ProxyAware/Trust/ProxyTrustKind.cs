namespace ProxyAware;

/// <summary>How <see cref="ProxyTrust"/> decides whom to believe.</summary>
public enum ProxyTrustKind
{
    /// <summary>Nobody's forwarding headers are believed.</summary>
    Nobody,

    /// <summary>A fixed number of proxies stand in front of the app.</summary>
    HopCount,

    /// <summary>The proxies are named by their addresses.</summary>
    Addresses,

    /// <summary>Whoever connects is believed, and so is every address in the header: the client chooses its own address.</summary>
    Anybody,
}
