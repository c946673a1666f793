using System.Text.Json.Serialization;

namespace ProxyAware;

/// <summary>What was decided about one hop.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProxyHopVerdict>))]
public enum ProxyHopVerdict
{
    /// <summary>A trusted proxy: what it wrote about the next hop is believed.</summary>
    Trusted,

    /// <summary>Not a trusted proxy: the walk ends here, and this is the client.</summary>
    Untrusted,

    /// <summary>The last element there is, and itself trusted: this is the client.</summary>
    Last,

    /// <summary>The proxy hid it; the walk ends here and the client is unknown.</summary>
    Hidden,

    /// <summary>It cannot be read; the walk ends here and the client is unknown.</summary>
    Malformed,
}
