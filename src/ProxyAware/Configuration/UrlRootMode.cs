namespace ProxyAware;

/// <summary>What the proxy does with the <see cref="ProxyAwareOptions.UrlRoot"/> in front of a path.</summary>
public enum UrlRootMode
{
    /// <summary>A trusted prefix header that equals the root says that the proxy stripped it; without one it was kept. The path is never used to guess.</summary>
    Auto,

    /// <summary>The proxy leaves the root in the path.</summary>
    Kept,

    /// <summary>The proxy removes the root from the path.</summary>
    Stripped,
}
