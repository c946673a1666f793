using System.Text.Json.Serialization;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>What became of a forged header on its way through the proxies.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ProbeOutcome>))]
internal enum ProbeOutcome
{
    /// <summary>The request did not arrive: a proxy refused or redirected it, or another instance of the app got it.</summary>
    NotReceived,

    /// <summary>The header is gone.</summary>
    Stripped,

    /// <summary>The header holds the proxies' own value alone.</summary>
    Overwritten,

    /// <summary>The header holds the forged value and the proxies' own.</summary>
    Appended,

    /// <summary>The header holds what the client wrote, and nothing else.</summary>
    PassedThrough,
}
