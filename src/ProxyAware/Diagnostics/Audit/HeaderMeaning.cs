namespace ProxyAware.Diagnostics.Audit;

/// <summary>What a header holds, so that a forged value is one that a proxy would take for real.</summary>
internal enum HeaderMeaning
{
    /// <summary>An address.</summary>
    Address,

    /// <summary><c>http</c> or <c>https</c>.</summary>
    Scheme,

    /// <summary><c>on</c> or <c>off</c>.</summary>
    Switch,

    /// <summary>The one value that the settings say means https.</summary>
    Exact,

    /// <summary>A host.</summary>
    Host,

    /// <summary>A port.</summary>
    Port,

    /// <summary>A path.</summary>
    Prefix,

    /// <summary>The parameters of RFC 7239.</summary>
    Forwarded,

    /// <summary>The name of a user, on nobody's word but the proxy's.</summary>
    Identity,

    /// <summary>A signed statement about a user.</summary>
    SignedIdentity,

    /// <summary>Any text.</summary>
    Text,
}
