namespace ProxyAware;

/// <summary>Which certificates of a chain are looked up in the revocation lists.</summary>
public enum UpstreamRevocationScope
{
    /// <summary>All below the anchor: each of their issuers needs a current list.</summary>
    Chain,

    /// <summary>The server's own certificate: only its issuer needs a current list.</summary>
    LeafOnly,
}
