using System.Text.Json.Serialization;

namespace ProxyAware;

/// <summary>What a decision is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExplainedSubject>))]
public enum ExplainedSubject
{
    /// <summary>The scheme that the client used to reach the outermost trusted proxy.</summary>
    Scheme,

    /// <summary>The host that the app takes for its own, without its port.</summary>
    Host,

    /// <summary>The port that belongs to it.</summary>
    Port,

    /// <summary>The path prefix that a proxy reported. It is there only if a prefix header is configured.</summary>
    Prefix,

    /// <summary>The path below which the app lives.</summary>
    Root,

    /// <summary>Whether the request may come in clear text.</summary>
    ClearText,

    /// <summary>Whether its origin may do what it asks for.</summary>
    Origin,
}
