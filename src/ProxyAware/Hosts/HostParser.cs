using ProxyAware.Addresses;

namespace ProxyAware.Hosts;

/// <summary>
/// The grammar of a host as it may go into a link or a redirect: LDH labels (RFC 1123, section 2.1; the underscore is
/// let through), a dotted quad, or IPv6 in brackets, each with an optional port. No userinfo, no percent-encoding,
/// nothing a browser would read as something else.
/// </summary>
internal static class HostParser
{
    private const int MaxNameLength = 253;

    private const int MaxLabelLength = 63;

    /// <summary>Reads <c>host</c> or <c>host:port</c>. Without a port <paramref name="port"/> is 0.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ReadOnlySpan<char> host, out int port)
    {
        port = 0;
        host = default;
        if (text.IsEmpty)
        {
            return false;
        }

        var end = text[0] == '[' ? text.IndexOf(']') + 1 : text.IndexOf(':');
        host = end > 0 ? text[..end] : text;
        var rest = text[host.Length..];
        return (rest.IsEmpty || (rest[0] == ':' && AddressParser.TryParsePort(rest[1..], out port) && port > 0))
            && IsHost(host);
    }

    /// <summary>Whether the text is a host without a port.</summary>
    public static bool IsHost(ReadOnlySpan<char> text)
    {
        if (text is ['[', .. var literal, ']'])
        {
            return literal.Contains(':') && AddressParser.TryParseLiteral(literal, out _);
        }

        return text.Length is > 0 and <= MaxNameLength && (AreLabels(text) || AddressParser.TryParseQuad(text, out _));
    }

    private static bool AreLabels(ReadOnlySpan<char> text)
    {
        var length = 0;
        var previous = '.';
        foreach (var c in text)
        {
            if (c == '.')
            {
                if (length is 0 or > MaxLabelLength || previous == '-')
                {
                    return false;
                }

                length = 0;
            }
            else if (!IsNameCharacter(c) || (c == '-' && previous == '.'))
            {
                return false;
            }
            else
            {
                length++;
            }

            previous = c;
        }

        return length is > 0 and <= MaxLabelLength && previous != '-' && !IsNumber(text[^length..]);
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    /// <summary>Browsers take a name whose last label is a number (decimal or hexadecimal) for an IPv4 address.</summary>
    private static bool IsNumber(ReadOnlySpan<char> label)
    {
        var isHex = label.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        foreach (var c in isHex ? label[2..] : label)
        {
            if (!(isHex ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c)))
            {
                return false;
            }
        }

        return true;
    }
}
