namespace ProxyAware;

/// <summary>What happens to a request whose trusted proxy sent a forwarding header that cannot be read.</summary>
public enum MalformedHeaderHandling
{
    /// <summary>The request is answered with status 400.</summary>
    Reject,

    /// <summary>The request goes on. A bad client address makes the client unknown, never the proxy; any other bad value counts as absent.</summary>
    Ignore,
}
