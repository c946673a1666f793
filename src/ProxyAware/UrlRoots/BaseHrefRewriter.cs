using System.Text;

namespace ProxyAware.UrlRoots;

/// <summary>Finds <c>&lt;base href="/"&gt;</c> in a page and puts the root in place of the slash; every other byte stays.</summary>
internal static class BaseHrefRewriter
{
    /// <summary>The page with the root, or null if there is nothing to replace.</summary>
    /// <param name="page">The page in an encoding whose ASCII characters are ASCII, such as UTF-8.</param>
    /// <param name="pathBase">The root.</param>
    public static byte[]? Rewrite(ReadOnlySpan<byte> page, PathString pathBase)
    {
        var slash = FindSlash(page);
        if (slash < 0)
        {
            return null;
        }

        var root = Encoding.ASCII.GetBytes(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(pathBase.ToUriComponent() + "/"));
        return [.. page[..slash], .. root, .. page[(slash + 1)..]];
    }

    /// <summary>Where the value <c>/</c> of the first base element's <c>href</c> stands; -1 if there is none or it says something else.</summary>
    private static int FindSlash(ReadOnlySpan<byte> page)
    {
        var position = 0;
        while (position < page.Length)
        {
            var open = page[position..].IndexOf((byte)'<');
            if (open < 0)
            {
                return -1;
            }

            position += open;
            var rest = page[position..];
            if (rest.StartsWith("<!--"u8))
            {
                var end = rest.IndexOf("-->"u8);
                if (end < 0)
                {
                    return -1;
                }

                position += end + 3;
            }
            else if (IsBase(rest))
            {
                var value = FindHrefSlash(rest);
                return value < 0 ? -1 : position + value;
            }
            else
            {
                position++;
            }
        }

        return -1;
    }

    private static bool IsBase(ReadOnlySpan<byte> text) =>
        text.Length > 6 && Ascii.EqualsIgnoreCase(text[..5], "<base"u8) && IsSpace(text[5]);

    /// <summary>Where the value stands inside the tag, if it is a lone slash.</summary>
    private static int FindHrefSlash(ReadOnlySpan<byte> tag)
    {
        var end = tag.IndexOf((byte)'>');
        tag = end < 0 ? tag : tag[..end];
        for (var i = 6; i + 4 < tag.Length; i++)
        {
            if (!IsSpace(tag[i - 1]) || !Ascii.EqualsIgnoreCase(tag.Slice(i, 4), "href"u8))
            {
                continue;
            }

            var position = SkipSpaces(tag, i + 4);
            if (position == tag.Length || tag[position] != '=')
            {
                continue;
            }

            position = SkipSpaces(tag, position + 1);
            var quote = position < tag.Length && tag[position] is (byte)'"' or (byte)'\'' ? tag[position++] : (byte)0;
            var isLoneSlash = position < tag.Length && tag[position] == '/'
                && (quote != 0 ? position + 1 < tag.Length && tag[position + 1] == quote : position + 1 == tag.Length || IsSpace(tag[position + 1]));
            return isLoneSlash ? position : -1;
        }

        return -1;
    }

    private static int SkipSpaces(ReadOnlySpan<byte> text, int position)
    {
        while (position < text.Length && IsSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f';
}
