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

        if (TryParseQuad(text, out var quad))
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

        // Only a dotted quad may carry a bare port, and it holds one colon; two colons are IPv6.
        var colon = text.IndexOf(':');
        if (colon < 0 || text[(colon + 1)..].Contains(':'))
        {
            return TryParseLiteral(text, out address);
        }

        if (!TryParseQuad(text[..colon], out var quad) || !TryParsePortSuffix(text[colon..], out port))
        {
            return false;
        }

        address = NetAddress.FromIPv4(quad);
        return true;
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
    public static bool TryParseQuad(ReadOnlySpan<char> text, out uint value)
    {
        value = 0;
        if (text.Length is < 7 or > 15)
        {
            return false;
        }

        var position = 0;
        for (var part = 0; part < 4; part++)
        {
            if (part > 0 && (position >= text.Length || text[position++] != '.'))
            {
                return false;
            }

            var start = position;
            var number = 0;
            while (position < text.Length && position - start < 3 && char.IsAsciiDigit(text[position]))
            {
                number = (number * 10) + (text[position++] - '0');
            }

            var length = position - start;
            if (length == 0 || number > byte.MaxValue || (length > 1 && text[start] == '0'))
            {
                return false;
            }

            value = (value << 8) | (uint)number;
        }

        return position == text.Length;
    }

    private static bool TryParsePortSuffix(ReadOnlySpan<char> text, out int port)
    {
        port = 0;
        return text.IsEmpty || (text[0] == ':' && TryParsePort(text[1..], out port));
    }
}
