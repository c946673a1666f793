using System.Text;
using ProxyAware.Addresses;
using ProxyAware.Trust;

namespace ProxyAware.Configuration.Cockpit;

/// <summary>
/// Turns Cockpit's origins, which are shell patterns over the whole text, into entries of our own, whose only wildcards
/// are a leading <c>*.</c> of the host and a trailing <c>:*</c>. Any other pattern matches more than its author thinks
/// (<c>https://a.example*</c> matches <c>https://a.example.evil.test</c>), so it is refused.
/// </summary>
internal static class CockpitOrigins
{
    public const string Fix =
        "write 'https://*.example.com' for all names below a domain, 'https://a.example:*' for all ports, 'any' for every origin, "
        + "else one entry for each origin";

    private const string SchemeEnd = "://";

    /// <param name="text">The value, entries separated by white space.</param>
    /// <param name="report">Takes an entry that cannot be used, and why; the others are still converted.</param>
    public static string Convert(string text, Action<string, string> report)
    {
        var entries = new List<string>();
        foreach (var entry in TokenList.Split(text))
        {
            if (FindPattern(entry, out var plain) is { } reason)
            {
                report(entry, reason);
            }
            else
            {
                entries.Add(plain);
            }
        }

        return string.Join(' ', entries);
    }

    /// <summary>The reason why an entry cannot be used, or the entry without its escapes.</summary>
    private static string? FindPattern(string entry, out string plain)
    {
        plain = "";
        var result = new StringBuilder(entry.Length);
        for (var i = 0; i < entry.Length; i++)
        {
            var rest = entry.AsSpan(i);
            switch (entry[i])
            {
                // In front of a bracket the backslash takes its meaning as a class away, as IPv6 literals need it.
                case '\\' when rest.Length > 1 && rest[1] is '[' or ']':
                    result.Append(entry[++i]);
                    break;

                case '\\':
                    return @"a backslash stands only in front of '[' and ']'";

                case '?':
                    return "'?' stands for any character";

                // Unescaped, as it was written before Cockpit knew patterns.
                case '[' when result.ToString().EndsWith(SchemeEnd, StringComparison.Ordinal) && IPv6Length(rest) is > 0 and var length:
                    result.Append(rest[..length]);
                    i += length - 1;
                    break;

                case '[':
                    return "'[...]' stands for any of the characters in it";

                case '*' when !IsOurWildcard(result, rest):
                    return "'*' stands for any text here, and dots, colons and slashes belong to it";

                default:
                    result.Append(entry[i]);
                    break;
            }
        }

        plain = result.ToString();
        return null;
    }

    private static int IPv6Length(ReadOnlySpan<char> text)
    {
        var close = text.IndexOf(']');
        return close > 0 && text[1..close].Contains(':') && AddressParser.TryParseLiteral(text[1..close], out _) ? close + 1 : 0;
    }

    /// <summary>Whether a star is a whole leading label of the host, or the whole port.</summary>
    private static bool IsOurWildcard(StringBuilder before, ReadOnlySpan<char> rest)
    {
        var text = before.ToString();
        var scheme = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (scheme <= 0)
        {
            return false;
        }

        var authority = text.AsSpan(scheme + SchemeEnd.Length);
        return authority.IsEmpty
            ? rest.StartsWith("*.", StringComparison.Ordinal)
            : rest.Length == 1 && authority.Length > 1 && authority[^1] == ':';
    }
}
