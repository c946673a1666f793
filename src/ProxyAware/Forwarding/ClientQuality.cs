using System.Text.Json.Serialization;

namespace ProxyAware;

/// <summary>How much is known about the client.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClientQuality>))]
public enum ClientQuality
{
    /// <summary>The client is the peer: no trusted proxy stands between.</summary>
    Direct,

    /// <summary>Trusted proxies named the client.</summary>
    Proxied,

    /// <summary>A trusted peer said nothing about its client, or its word is not read. The address is the peer's own.</summary>
    Unnamed,

    /// <summary>The client is unknown: a proxy hid it (RFC 7239, section 6), or what it wrote cannot be read. There is no address.</summary>
    Hidden,
}
