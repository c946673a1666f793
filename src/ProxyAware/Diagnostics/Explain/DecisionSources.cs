namespace ProxyAware.Diagnostics.Explain;

/// <summary>Where decisions come from, if not from a forwarding header or an option.</summary>
internal static class DecisionSources
{
    public const string Connection = "connection";

    public const string Host = "Host";

    public const string Request = "request";

    public const string Scheme = "scheme";

    public const string Settings = "settings";
}
