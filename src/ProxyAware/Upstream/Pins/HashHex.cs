using System.Diagnostics.CodeAnalysis;

namespace ProxyAware.Upstream.Pins;

/// <summary>Decodes a SHA-256 in hex, all bytes separated by colons or none.</summary>
internal static class HashHex
{
    public const int Sha1Digits = 40;
    private const int Sha256Digits = 64;

    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> hash, [NotNullWhen(false)] out string? reason)
    {
        if (!LooksLikeHex(text, out var digits))
        {
            reason = Explain(text);
            return false;
        }

        if (digits != Sha256Digits)
        {
            reason = digits == Sha1Digits
                ? "it is a SHA-1: a certificate pin is the SHA-256 of the certificate"
                : $"a SHA-256 has {Sha256Digits} hexadecimal digits, this has {digits}";
            return false;
        }

        var step = text.Length == digits ? 2 : 3;
        for (var i = 0; i < hash.Length; i++)
        {
            hash[i] = (byte)((Digit(text[i * step]) << 4) | Digit(text[(i * step) + 1]));
        }

        reason = null;
        return true;
    }

    /// <summary>Pairs of digits, all of them separated by a colon or none.</summary>
    public static bool LooksLikeHex(ReadOnlySpan<char> text, out int digits)
    {
        digits = 0;
        var colons = text.Length > 2 && text[2] == ':';
        if (text.IsEmpty || (colons ? text.Length % 3 != 2 : text.Length % 2 != 0))
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var isSeparator = colons && i % 3 == 2;
            if (isSeparator ? text[i] != ':' : !char.IsAsciiHexDigit(text[i]))
            {
                return false;
            }

            digits += isSeparator ? 0 : 1;
        }

        return true;
    }

    private static int Digit(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;

    private static string Explain(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return "it is empty";
        }

        if (text.Length == PinBase64.Length && text[^1] == '=')
        {
            return "it is base64: the pin of a key belongs into Pins, a certificate pin is hex";
        }

        return text.ContainsAnyExceptInRange(' ', '~')
            ? "it has an invisible or foreign character, as copies from a certificate window have"
            : "it is not hex: a certificate pin has 64 hexadecimal digits, with a colon between all pairs or without";
    }
}
