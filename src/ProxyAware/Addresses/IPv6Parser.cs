namespace ProxyAware.Addresses;

/// <summary>The text forms of IPv6 addresses (RFC 4291, section 2.2): groups, one "::", and a dotted quad at the end.</summary>
internal static class IPv6Parser
{
    private const int GroupCount = 8;

    public static bool TryParse(ReadOnlySpan<char> text, out NetAddress address)
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
            return AddressParser.TryParseQuad(text, out group);
        }

        return length > 0;
    }

    private static int HexValue(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}
