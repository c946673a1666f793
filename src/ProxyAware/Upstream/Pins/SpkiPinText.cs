using System.Diagnostics.CodeAnalysis;

namespace ProxyAware.Upstream.Pins;

/// <summary>Takes the spelling off a pin and leaves its base64.</summary>
internal static class SpkiPinText
{
    private const string Prefix = "sha256/";
    private const string HpkpName = "pin-sha256";

    public static bool TryRead(string text, Span<byte> hash, [NotNullWhen(false)] out string? reason)
    {
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            reason = "it is empty";
            return false;
        }

        if (rest.TrimEnd(';').Contains(';'))
        {
            reason = "it holds more than one entry: write each pin as an entry of its own";
            return false;
        }

        if (rest.StartsWith(HpkpName, StringComparison.OrdinalIgnoreCase))
        {
            if (!TryStripHpkp(ref rest, out reason))
            {
                return false;
            }
        }
        else if (rest.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            rest = StripPrefix(rest);
        }

        return PinBase64.TryDecode(rest, hash, out reason);
    }

    /// <summary>
    /// One hash of 64 begins with '/', so that <c>sha256//</c> is either curl's spelling or the plain one of such a hash. Only the length tells: a
    /// hash has 44 characters and ends with its one '='. (Without that '=' neither is valid, and the longer reading gives the better reason.)
    /// </summary>
    private static ReadOnlySpan<char> StripPrefix(ReadOnlySpan<char> text)
    {
        var rest = text[Prefix.Length..];
        var isWholeHash = rest.Length == PinBase64.Length && rest[^1] == '=';
        return !isWholeHash && rest.StartsWith('/') ? rest[1..] : rest;
    }

    private static bool TryStripHpkp(ref ReadOnlySpan<char> text, [NotNullWhen(false)] out string? reason)
    {
        var rest = text[HpkpName.Length..].TrimStart();
        if (!rest.StartsWith('='))
        {
            reason = "'pin-sha256' is followed by '=' and the hash";
            return false;
        }

        rest = rest[1..].Trim();
        rest = rest.EndsWith(';') ? rest[..^1].TrimEnd() : rest;
        if (rest.StartsWith('"') != rest.EndsWith('"') || rest is "\"")
        {
            reason = "one of its two quotation marks is missing";
            return false;
        }

        text = rest.StartsWith('"') ? rest[1..^1].Trim() : rest;
        reason = null;
        return true;
    }
}
