namespace ProxyAware.Https;

/// <summary>Why clear text is served, and every host answered to, although the settings refuse it in general.</summary>
internal enum ClearTextExemption
{
    /// <summary>There is no reason, or nobody asked for one.</summary>
    None,

    /// <summary>The request was made on this machine.</summary>
    Local,

    /// <summary>Its peer is one of <c>UnencryptedPeers</c> and nothing forwarded it.</summary>
    Peer,

    /// <summary>Its path is one of <c>UnencryptedPaths</c>.</summary>
    Path,

    /// <summary>The endpoint that would answer it is marked.</summary>
    Endpoint,
}
