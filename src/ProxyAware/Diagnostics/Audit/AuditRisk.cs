using System.Text.Json.Serialization;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>What the outcome means for this app with these settings.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AuditRisk>))]
internal enum AuditRisk
{
    /// <summary>It is not known: the request did not arrive.</summary>
    Unknown,

    /// <summary>What a client writes does not arrive, or stands where it is not looked at.</summary>
    Safe,

    /// <summary>What a client writes arrives and is not believed.</summary>
    Harmless,

    /// <summary>A client decides something that it should not.</summary>
    Dangerous,
}
