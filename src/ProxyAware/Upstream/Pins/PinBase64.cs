using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ProxyAware.Upstream.Pins;

/// <summary>Decodes the base64 of a SHA-256, exactly as it must be written, and says what anything else probably is.</summary>
internal static class PinBase64
{
    /// <summary>32 bytes in base64, with the one '=' of padding.</summary>
    public const int Length = 44;

    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    private static readonly SearchValues<char> Base64Url = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> hash, [NotNullWhen(false)] out string? reason)
    {
        if (text.Length != Length || text[^1] != '=' || text[..^1].ContainsAnyExcept(Base64))
        {
            reason = Explain(text);
            return false;
        }

        // Two bits of the last character stay unused. Were they free, one hash would have four spellings.
        Span<char> again = stackalloc char[Length];
        if (!Convert.TryFromBase64Chars(text, hash, out var written)
            || written != Sha256Value.Size
            || !Convert.TryToBase64Chars(hash, again, out _)
            || !text.SequenceEqual(again))
        {
            reason = "its last character cannot stand there: the text was changed or mistyped";
            return false;
        }

        reason = null;
        return true;
    }

    private static string Explain(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("-----", StringComparison.Ordinal))
        {
            return "it is PEM: a pin is the hash of a key, not the key";
        }

        if (text.StartsWith("sha1/", StringComparison.OrdinalIgnoreCase) || text.StartsWith("sha512/", StringComparison.OrdinalIgnoreCase))
        {
            return "only SHA-256 is a pin";
        }

        if (HashHex.LooksLikeHex(text, out var digits))
        {
            return digits == HashHex.Sha1Digits
                ? "it is a SHA-1 in hex: a pin is the SHA-256 of the key, in base64"
                : "it is hex: the hash of a whole certificate belongs into CertificatePins, a pin of the key is base64";
        }

        var bare = text.TrimEnd('=');
        if (bare.ContainsAnyExcept(Base64))
        {
            return bare.ContainsAnyExcept(Base64Url)
                ? "it has a character that base64 does not have"
                : "it is base64url: write '+' for '-', '/' for '_', and '=' at the end";
        }

        return bare.Length switch
        {
            Length - 1 when text.Length < Length => "it lacks the '=' at its end",
            22 => "it is an MD5: a pin is the SHA-256 of the key",
            27 => "it is a SHA-1: a pin is the SHA-256 of the key",
            86 => "it is a SHA-512: a pin is the SHA-256 of the key",
            _ => "the base64 of a SHA-256 has 44 characters with the '=' at its end",
        };
    }
}
