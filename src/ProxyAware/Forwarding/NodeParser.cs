using ProxyAware.Addresses;

namespace ProxyAware.Forwarding;

/// <summary>Reads the hop that an element names: an address, or a word that says it is not told.</summary>
internal static class NodeParser
{
    private const string Unknown = "unknown";

    /// <summary>An element of <c>X-Forwarded-For</c> and its kin. Quotes mean nothing here.</summary>
    public static NodeKind ParseListElement(ReadOnlySpan<char> text, out NetAddress address, out int port)
    {
        if (AddressParser.TryParseElement(text, out address, out port))
        {
            return address.IsUnspecified ? NodeKind.Malformed : NodeKind.Address;
        }

        return IsHidden(text) ? NodeKind.Hidden : NodeKind.Malformed;
    }

    /// <summary>A node of RFC 7239, section 6, unquoted: its port may be obfuscated, and a hidden node may have one.</summary>
    public static NodeKind ParseForwardedNode(ReadOnlySpan<char> text, out NetAddress address, out int port)
    {
        var kind = ParseListElement(text, out address, out port);
        if (kind != NodeKind.Malformed || text.LastIndexOf(':') is not (> 0 and var colon))
        {
            return kind;
        }

        var node = text[..colon];
        var suffix = text[(colon + 1)..];
        if (IsHidden(node))
        {
            return IsObfuscated(suffix) || AddressParser.TryParsePort(suffix, out _) ? NodeKind.Hidden : NodeKind.Malformed;
        }

        // Behind an obfuscated port the node must be one that may carry a port at all: a dotted quad or a bracket.
        return IsObfuscated(suffix) && (node[^1] == ']' || !node.Contains(':'))
            ? ParseListElement(node, out address, out port)
            : NodeKind.Malformed;
    }

    private static bool IsHidden(ReadOnlySpan<char> text) =>
        text.Equals(Unknown, StringComparison.OrdinalIgnoreCase) || IsObfuscated(text);

    /// <summary>RFC 7239, section 6.3: an underscore and at least one letter, digit, dot, underscore or hyphen.</summary>
    private static bool IsObfuscated(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '_')
        {
            return false;
        }

        foreach (var c in text[1..])
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
