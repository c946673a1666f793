namespace ProxyAware.Upstream.Revocation;

/// <summary>What the revocation lists say about a chain. Only <see cref="Good"/> lets a handshake pass.</summary>
internal enum RevocationStatus
{
    /// <summary>Nothing was asked: no verdict, which never passes.</summary>
    None,

    Good,

    Revoked,

    /// <summary>No file has a list of the issuer.</summary>
    NoList,

    /// <summary>The lists of the issuer are past their next update.</summary>
    Stale,

    NotYetValid,

    /// <summary>There are lists in the issuer's name, and none is signed with its key.</summary>
    BadSignature,

    /// <summary>The issuer's key usage does not include signing revocation lists.</summary>
    IssuerMayNotSignLists,

    /// <summary>The chain is too long, empty, without its root, or holds something that is no certificate.</summary>
    UnusableChain,
}
