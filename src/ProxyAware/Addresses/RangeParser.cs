using System.Buffers;

namespace ProxyAware.Addresses;

/// <summary>
/// Reads one range as people write it in a list of trusted addresses: a literal, a CIDR prefix (RFC 4632), or an IPv4
/// address with a contiguous netmask. Says why a text is not one, because a list that is half understood is a hole.
/// </summary>
internal static class RangeParser
{
    private static readonly SearchValues<char> QuadCharacters = SearchValues.Create("0123456789.");

    public static bool TryParse(string token, out AddressRange range, out string? warning, out string? error)
    {
        range = default;
        warning = null;
        var slash = token.IndexOf('/', StringComparison.Ordinal);
        var literal = slash < 0 ? token.AsSpan() : token.AsSpan(0, slash);
        if (!AddressParser.TryParseLiteral(literal, out var address))
        {
            error = DescribeBadLiteral(literal);
            return false;
        }

        if (slash < 0)
        {
            range = AddressRange.Single(address);
            error = address.IsUnspecified ? "the unspecified address is nobody's address" : null;
            return error is null;
        }

        // In "::ffff:a.b.c.d/n" the prefix counts from the front of 128 bits; from 96 on it is an IPv4 prefix.
        var mapped = literal.Contains(':') && address.IsIPv4;
        if (!TryReadPrefix(token.AsSpan(slash + 1), address.IsIPv4 && !mapped, out var prefix, out error))
        {
            return false;
        }

        if (prefix == 0 || (mapped && prefix == 96))
        {
            error = "this is every address; to trust every peer write the word 'any'";
            return false;
        }

        if (mapped && prefix < 96)
        {
            warning = "a prefix shorter than /96 around IPv4-mapped addresses never matches an IPv4 address";
            range = WideMapped(address, prefix);
            return true;
        }

        prefix = mapped ? prefix - 96 : prefix;
        range = AddressRange.FromPrefix(address, prefix);
        if (range.First != address)
        {
            warning = $"bits behind the prefix are ignored: it means {range.First}/{prefix}";
        }

        return true;
    }

    private static AddressRange WideMapped(NetAddress address, int prefix)
    {
        var hostMask = (UInt128.One << (128 - prefix)) - 1;
        return new(new NetAddress(address.Bits & ~hostMask), new NetAddress(address.Bits | hostMask));
    }

    private static bool TryReadPrefix(ReadOnlySpan<char> text, bool isIPv4, out int prefix, out string? error)
    {
        error = null;
        prefix = 0;
        if (isIPv4 && AddressParser.TryParseQuad(text, out var mask))
        {
            prefix = uint.LeadingZeroCount(~mask) is var ones && ones == uint.PopCount(mask) ? (int)ones : -1;
            error = prefix < 0 ? "the netmask has a hole: its one-bits must stand together at the front" : null;
            return error is null;
        }

        if (text.Length is 0 or > 3 || text.ContainsAnyExceptInRange('0', '9'))
        {
            error = "behind the slash a prefix length is expected, such as /24";
            return false;
        }

        if (text.Length > 1 && text[0] == '0')
        {
            error = "a prefix length has no leading zeros";
            return false;
        }

        var longest = isIPv4 ? 32 : 128;
        error = !AddressParser.TryParsePort(text, out prefix) || prefix > longest ? $"the prefix length of this family is at most /{longest}" : null;
        return error is null;
    }

    private static string DescribeBadLiteral(ReadOnlySpan<char> text)
    {
        if (text.Contains('%'))
        {
            return "a zone id (%...) has no meaning in a list; write the address without it";
        }

        if (text.Contains('['))
        {
            return "write IPv6 addresses without brackets and without a port here";
        }

        if (text.IsEmpty || text.ContainsAnyExcept(QuadCharacters))
        {
            return "it is neither an address, a CIDR range nor one of the known names";
        }

        foreach (var part in text.Split('.'))
        {
            if (text[part] is { Length: > 1 } digits && digits[0] == '0')
            {
                return "leading zeros are octal to some programs and decimal to others; write the numbers without them";
            }
        }

        return "an IPv4 address has four decimal numbers from 0 to 255, such as 10.0.0.0/8";
    }
}
