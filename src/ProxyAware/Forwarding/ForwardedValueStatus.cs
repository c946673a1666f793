using System.Text.Json.Serialization;

namespace ProxyAware;

/// <summary>What became of the header behind one decision (scheme, host, port, prefix).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ForwardedValueStatus>))]
public enum ForwardedValueStatus
{
    /// <summary>No header is configured for it, or the peer is not trusted.</summary>
    NotRead,

    /// <summary>The peer is trusted and the header holds nothing.</summary>
    Absent,

    /// <summary>The value was believed.</summary>
    Accepted,

    /// <summary>
    /// The value was believed, but the header has several elements behind several proxies: an inner proxy appends to it, and
    /// what it saw may not be what the client used.
    /// </summary>
    Appended,

    /// <summary>The value cannot be read and counts as absent.</summary>
    Malformed,
}
