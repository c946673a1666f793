using System.Text.Json.Serialization;

namespace ProxyAware;

/// <summary>Why the client is who it is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProxyReason>))]
public enum ProxyReason
{
    /// <summary>The configuration trusts nobody.</summary>
    NobodyTrusted,

    /// <summary>The peer is not trusted; whatever it says about somebody else is not read.</summary>
    UntrustedPeer,

    /// <summary>The peer is trusted, but no header about the client's address is read.</summary>
    HeaderNotRead,

    /// <summary>The peer is trusted and sent no header about its client.</summary>
    HeaderMissing,

    /// <summary>The walk from the right ended at the first address that is not trusted.</summary>
    Resolved,

    /// <summary>Every address in the header is trusted; the client is the left-most one.</summary>
    AllTrusted,

    /// <summary>The header holds fewer addresses than the hop count; the client is the left-most one.</summary>
    ShortChain,

    /// <summary>A trusted proxy hid the next hop: <c>unknown</c>, an obfuscated identifier, or an element without <c>for</c>.</summary>
    Hidden,

    /// <summary>A trusted proxy's header cannot be read.</summary>
    Malformed,

    /// <summary>The walk would have to go beyond 32 elements or 8 KB.</summary>
    TooLong,
}
