namespace ProxyAware.Origins;

/// <summary>What makes a request subject to the origin check.</summary>
internal enum OriginSubject
{
    /// <summary>Nothing: it changes nothing and opens nothing.</summary>
    None,

    Handshake,

    /// <summary>A method that may change something (RFC 9110, section 9.2.1).</summary>
    UnsafeMethod,
}
