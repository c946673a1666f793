namespace ProxyAware;

/// <summary>Names and defaults that code and configuration share.</summary>
public static class ProxyAwareDefaults
{
    /// <summary>The configuration section that is read: <c>ProxyAware</c>.</summary>
    public const string SectionName = "ProxyAware";

    /// <summary>The key (and environment variable) that is read when <c>ProxyAware:TrustProxy</c> is absent: <c>TRUST_PROXY</c>.</summary>
    public const string TrustProxyVariable = "TRUST_PROXY";

    /// <summary>The word that switches the reading of a header off: <c>none</c>.</summary>
    public const string NoHeader = "none";

    internal const string XForwardedFor = "X-Forwarded-For";

    internal const string XForwardedProto = "X-Forwarded-Proto";

    internal const string XForwardedHost = "X-Forwarded-Host";

    internal const string Forwarded = "Forwarded";
}
