namespace ProxyAware;

/// <summary>The family of forwarding headers the proxies write. An app reads one; the other is removed from every request.</summary>
public enum ProxyHeaderFamily
{
    /// <summary>The <c>X-Forwarded-*</c> headers.</summary>
    XForwarded,

    /// <summary>The <c>Forwarded</c> header of RFC 7239.</summary>
    Forwarded,
}
