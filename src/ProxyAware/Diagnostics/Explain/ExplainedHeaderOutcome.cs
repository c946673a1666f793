using System.Text.Json.Serialization;

namespace ProxyAware;

/// <summary>What became of a forwarding header.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExplainedHeaderOutcome>))]
public enum ExplainedHeaderOutcome
{
    /// <summary>It was believed, and holds what it held.</summary>
    Believed,

    /// <summary>Its accepted element was believed; the rest of it was removed.</summary>
    Cut,

    /// <summary>It was not believed, and removed before the app could see it.</summary>
    Removed,

    /// <summary>It was not believed, and the app sees it nevertheless, because <c>StripUntrustedHeaders</c> is off.</summary>
    Left,
}
