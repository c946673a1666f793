using System.Text.Json.Serialization;

namespace ProxyAware;

/// <summary>How a request was answered.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExplainedOutcome>))]
public enum ExplainedOutcome
{
    /// <summary>It went on to the app, which decides the rest.</summary>
    Served,

    /// <summary>It was sent elsewhere.</summary>
    Redirected,

    /// <summary>It was refused.</summary>
    Refused,
}
