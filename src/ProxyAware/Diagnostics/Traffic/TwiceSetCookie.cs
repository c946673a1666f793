using Microsoft.Extensions.Primitives;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>
/// Looks for two cookies of one name: the same app under two roots, or a proxy that rewrites the path of some.
/// </summary>
internal static class TwiceSetCookie
{
    private const int MaxLength = 4096;

    private const int MaxCookies = 32;

    /// <summary>The name that stands there twice, or null.</summary>
    public static string? Find(StringValues lines)
    {
        // Browsers send one line; HTTP/2 may split it (RFC 9113, section 8.2.3), and servers join it again.
        var text = lines.Count == 1 ? lines[0].AsSpan() : default;
        if (text.Length > MaxLength)
        {
            return null;
        }

        Span<Range> cookies = stackalloc Range[MaxCookies];
        var count = text.Split(cookies, ';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < count; i++)
        {
            var name = NameOf(text[cookies[i]]);
            for (var j = 0; j < i && !name.IsEmpty; j++)
            {
                if (NameOf(text[cookies[j]]).SequenceEqual(name))
                {
                    return name.ToString();
                }
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> cookie)
    {
        var equals = cookie.IndexOf('=');
        return equals < 0 ? default : cookie[..equals].TrimEnd(' ');
    }
}
