namespace ProxyAware.Https;

/// <summary>
/// The values a protocol header may hold. <c>ws</c> and <c>wss</c> are what Traefik and others write for WebSocket handshakes; anything
/// that is neither http nor https is no scheme, so that <c>javascript</c> never becomes one.
/// </summary>
internal static class SchemeParser
{
    public const string Http = "http";

    public const string Https = "https";

    /// <summary>Reads <c>http</c>, <c>https</c>, <c>ws</c>, <c>wss</c>; null if it is none of them.</summary>
    public static string? ParseScheme(ReadOnlySpan<char> text) => text.Length switch
    {
        5 when Is(text, Https) => Https,
        4 when Is(text, Http) => Http,
        3 when Is(text, "wss") => Https,
        2 when Is(text, "ws") => Http,
        _ => null,
    };

    /// <summary>Reads <c>on</c> and <c>off</c>; null if it is neither.</summary>
    public static string? ParseSwitch(ReadOnlySpan<char> text) => Is(text, "on") ? Https : Is(text, "off") ? Http : null;

    private static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
