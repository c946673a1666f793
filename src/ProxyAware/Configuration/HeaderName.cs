using System.Buffers;

namespace ProxyAware.Configuration;

/// <summary>Which names may be given to a forwarding header.</summary>
internal static class HeaderName
{
    // RFC 9110, section 5.6.2: token.
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // A forwarding header is removed from requests; these are needed there, and everyone sends them.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Upgrade", "Via", "TE", "Trailer", "Transfer-Encoding", "Keep-Alive", "Expect", "Content-Length", "Content-Type",
        "Cookie", "Authorization", "Origin", "Referer", "User-Agent", "Accept", "Date", "Range", "Sec-Fetch-Site", "Sec-WebSocket-Key",
        "Sec-WebSocket-Version", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions",
    };

    /// <summary>Why the text is no name for a forwarding header; null if it is one.</summary>
    public static string? Check(string name)
    {
        if (name.Length is 0 or > 128)
        {
            return "a header name has 1 to 128 characters";
        }

        if (name.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            return "a header name holds letters, digits and hyphens only, no spaces or colons (RFC 9110, section 5.6.2)";
        }

        return Reserved.Contains(name) ? "every client sends this header for a purpose of its own; a proxy cannot speak through it" : null;
    }
}
