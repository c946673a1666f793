namespace ProxyAware.Addresses;

/// <summary>
/// The one strict parser of addresses: configuration tokens and header elements go through it and nothing else.
/// It takes a dotted quad of four decimals without leading zeros (RFC 6943, section 3.1.1 tells what the looser forms
/// cost) and the text forms of RFC 4291, section 2.2. It never throws and never allocates.
/// </summary>
internal static class AddressParser
{
    /// <summary>Reads a bare literal: no brackets, no port, no zone id, nothing around it.</summary>
    public static bool TryParseLiteral(ReadOnlySpan<char> text, out NetAddress address)
    {
        address = default;
        if (text.Length is 0 or > NetAddress.MaxTextLength)
        {
            return false;
        }

        if (TryReadQuad(text, out var quad, out var length) && length == text.Length)
        {
            address = NetAddress.FromIPv4(quad);
            return true;
        }

        return IPv6Parser.TryParse(text, out address);
    }

    /// <summary>
    /// Reads an element of a forwarding header: a literal, an IPv6 literal in brackets, and behind a dotted quad or a
    /// bracket an optional <c>:port</c>. Without a port <paramref name="port"/> is 0.
    /// </summary>
    public static bool TryParseElement(ReadOnlySpan<char> text, out NetAddress address, out int port)
    {
        port = 0;
        address = default;
        if (text.IsEmpty)
        {
            return false;
        }

        if (text[0] == '[')
        {
            var close = text.IndexOf(']');
            return close > 0
                && IPv6Parser.TryParse(text[1..close], out address)
                && TryParsePortSuffix(text[(close + 1)..], out port);
        }

        // Only a dotted quad may carry a bare port.
        if (TryReadQuad(text, out var quad, out var length))
        {
            address = NetAddress.FromIPv4(quad);
            return TryParsePortSuffix(text[length..], out port);
        }

        return IPv6Parser.TryParse(text, out address);
    }

    /// <summary>Reads one to five decimal digits up to 65535.</summary>
    public static bool TryParsePort(ReadOnlySpan<char> text, out int port)
    {
        port = 0;
        if (text.Length is 0 or > 5)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            port = (port * 10) + (c - '0');
        }

        return port <= ushort.MaxValue;
    }

    /// <summary>Reads a dotted quad, the whole of <paramref name="text"/>.</summary>
    public static bool TryParseQuad(ReadOnlySpan<char> text, out uint value) => TryReadQuad(text, out value, out var length) && length == text.Length;

    /// <summary>Reads the dotted quad at the beginning of a text.</summary>
    private static bool TryReadQuad(ReadOnlySpan<char> text, out uint value, out int length)
    {
        value = 0;
        length = 0;
        var rest = text;
        var quad = 0u;
        for (var part = 0; part < 4; part++)
        {
            if (part > 0)
            {
                if (rest is not ['.', .. var behind])
                {
                    return false;
                }

                rest = behind;
            }

            var digits = ReadOctet(rest, out var octet);
            if (digits == 0)
            {
                return false;
            }

            quad = (quad << 8) | octet;
            rest = rest[digits..];
        }

        value = quad;
        length = text.Length - rest.Length;
        return true;
    }

    /// <summary>Reads a decimal from 0 to 255 at the beginning of a text and returns how long it is; 0 if there is none, or one with a leading zero.</summary>
    private static int ReadOctet(ReadOnlySpan<char> text, out uint octet)
    {
        octet = text.Length > 0 ? text[0] - (uint)'0' : uint.MaxValue;
        if (octet > 9)
        {
            return 0;
        }

        if (text.Length < 2 || text[1] - (uint)'0' is not (<= 9 and var second))
        {
            return 1;
        }

        var leading = octet;
        octet = (octet * 10) + second;
        if (text.Length < 3 || text[2] - (uint)'0' is not (<= 9 and var third))
        {
            return leading == 0 ? 0 : 2;
        }

        octet = (octet * 10) + third;
        return leading == 0 || octet > byte.MaxValue ? 0 : 3;
    }

    private static bool TryParsePortSuffix(ReadOnlySpan<char> text, out int port)
    {
        port = 0;
        return text.IsEmpty || (text[0] == ':' && TryParsePort(text[1..], out port));
    }
}
