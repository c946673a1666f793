using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace ProxyAware.UrlRoots;

/// <summary>
/// The grammar of a path prefix, wherever it comes from. What it lets through can neither become another authority
/// (<c>//evil</c>, <c>/\evil</c>), nor climb (<c>/a/../b</c>), nor break out of a header or an attribute; and the same holds after decoding
/// (CVE-2021-41267 is what happens otherwise).
/// </summary>
internal static class PathPrefixParser
{
    public const int MaxLength = 256;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&()*+,=:@/");

    /// <summary>
    /// Reads a prefix. <paramref name="prefix"/> is decoded, begins with one slash and ends without; it is empty for <c>/</c>.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? prefix)
    {
        prefix = null;
        if (text.Length is 0 or > MaxLength || text[0] != '/' || !TryDecode(text, out var decoded) || !IsClean(decoded))
        {
            return false;
        }

        prefix = decoded.Length == 1 ? "" : decoded.EndsWith('/') ? decoded[..^1] : decoded;
        return true;
    }

    private static bool TryDecode(ReadOnlySpan<char> text, out string decoded)
    {
        decoded = "";
        if (!text.Contains('%'))
        {
            decoded = text.ToString();
            return true;
        }

        Span<byte> bytes = stackalloc byte[MaxLength * 3];
        var length = 0;
        while (!text.IsEmpty)
        {
            if (text[0] == '%')
            {
                // An encoded separator is no separator to the proxy and one to somebody behind it.
                if (text.Length < 3
                    || !byte.TryParse(text.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                    || value is (byte)'/' or (byte)'\\')
                {
                    return false;
                }

                bytes[length++] = value;
                text = text[3..];
            }
            else if (Rune.DecodeFromUtf16(text, out var rune, out var consumed) == OperationStatus.Done)
            {
                length += rune.EncodeToUtf8(bytes[length..]);
                text = text[consumed..];
            }
            else
            {
                return false;
            }
        }

        if (!Utf8.IsValid(bytes[..length]))
        {
            return false;
        }

        decoded = Encoding.UTF8.GetString(bytes[..length]);
        return true;
    }

    private static bool IsClean(string path)
    {
        foreach (var c in path)
        {
            if (!(char.IsAscii(c) ? Allowed.Contains(c) : char.IsLetterOrDigit(c)))
            {
                return false;
            }
        }

        var segments = path.AsSpan(1);
        foreach (var range in segments.Split('/'))
        {
            var segment = segments[range];
            var last = range.End.Value == segments.Length;
            if ((segment.IsEmpty && !last) || segment is "." or "..")
            {
                return false;
            }
        }

        return true;
    }
}
