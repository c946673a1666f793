using System.Diagnostics.CodeAnalysis;
using ProxyAware.Addresses;

namespace ProxyAware.Configuration;

/// <summary>How the texts of configuration are read. All of them are trimmed and not empty when they come here.</summary>
internal static class ValueText
{
    public static bool TryText(string text, [NotNullWhen(true)] out string? value)
    {
        value = text;
        return true;
    }

    /// <summary>Reads <c>true</c>, <c>yes</c>, <c>1</c> and their opposites, in any case.</summary>
    public static bool TryBoolean(string text, out bool value)
    {
        value = IsAny(text, "true", "yes", "1");
        return value || IsAny(text, "false", "no", "0");
    }

    /// <summary>Reads a name in any case. <see cref="Enum.TryParse{TEnum}(string, out TEnum)"/> also takes numbers and sums.</summary>
    public static bool TryName<T>(string text, out T value)
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (string.Equals(candidate.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Reads a port from 1 to 65535 without sign and leading zeros.</summary>
    public static bool TryPort(string text, out int value) =>
        AddressParser.TryParsePort(text, out value) && text[0] != '0';

    private static bool IsAny(string text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (string.Equals(text, word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
