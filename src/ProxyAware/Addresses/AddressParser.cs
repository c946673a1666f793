namespace ProxyAware.Addresses;

/// <summary>
/// The one strict parser of addresses: configuration tokens and header elements go through it and nothing else.
/// It takes a dotted quad of four decimals without leading zeros (RFC 6943, section 3.1.1 tells what the looser forms
/// cost) and the text forms of RFC 4291, section 2.2. It never throws and never allocates.
/// </summary>
internal static class AddressParser
{
    private const int GroupCount = 8;

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

        return TryParseIPv6(text, out address);
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
                && TryParseIPv6(text[1..close], out address)
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

    private static bool TryParseIPv6(ReadOnlySpan<char> text, out NetAddress address)
    {
        address = default;
        if (text.Length is < 2 or > NetAddress.MaxTextLength)
        {
            return false;
        }

        UInt128 head = 0;       // groups in front of "::", or all of them
        UInt128 tail = 0;       // groups behind it
        var headCount = 0;
        var tailCount = 0;
        var compressed = false;
        var position = 0;

        if (text[0] == ':')
        {
            if (text[1] != ':')
            {
                return false;
            }

            compressed = true;
            position = 2;
        }

        while (position < text.Length)
        {
            if (!TryReadGroup(text[position..], out var group, out var length, out var groups))
            {
                return false;
            }

            if (compressed)
            {
                tail = (tail << (16 * groups)) | group;
                tailCount += groups;
            }
            else
            {
                head = (head << (16 * groups)) | group;
                headCount += groups;
            }

            position += length;
            if (headCount + tailCount > GroupCount)
            {
                return false;
            }

            if (position == text.Length)
            {
                break;
            }

            // Behind a group: the end, ":" and one more group, or "::" once. A dotted quad is always the end.
            if (groups == 2 || text[position] != ':' || position + 1 == text.Length)
            {
                return false;
            }

            position++;
            if (text[position] == ':')
            {
                if (compressed)
                {
                    return false;
                }

                compressed = true;
                position++;
            }
        }

        // "::" stands for at least one group (RFC 4291, section 2.2).
        var count = headCount + tailCount;
        if (compressed ? count >= GroupCount : count != GroupCount)
        {
            return false;
        }

        // A shift by 128 would be a shift by 0.
        var shift = 16 * (GroupCount - headCount);
        address = new NetAddress((shift == 128 ? 0 : head << shift) | tail);
        return true;
    }

    /// <summary>Reads one group of one to four hex digits, or the dotted quad that ends an address (two groups).</summary>
    private static bool TryReadGroup(ReadOnlySpan<char> text, out uint group, out int length, out int groups)
    {
        group = 0;
        length = 0;
        groups = 1;
        while (length < text.Length && char.IsAsciiHexDigit(text[length]))
        {
            if (length == 4)
            {
                return false;
            }

            group = (group << 4) | (uint)HexValue(text[length++]);
        }

        if (length < text.Length && text[length] == '.')
        {
            groups = 2;
            length = text.Length;
            return TryParseQuad(text, out group);
        }

        return length > 0;
    }

    private static int HexValue(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}
