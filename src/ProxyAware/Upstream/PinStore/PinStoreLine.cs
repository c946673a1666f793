using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Pins;

namespace ProxyAware.Upstream.PinStore;

/// <summary>One line of the store: <c>name:port pin date subject</c>. The date and the subject are for people.</summary>
internal static class PinStoreLine
{
    private const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string Write(string key, SpkiPin pin, DateTimeOffset date, string subject)
    {
        // The subject is the peer's own text. Escaped it stays on this line, and cannot begin another.
        var safe = SafeText.Quote(subject).Trim();
        return string.Create(CultureInfo.InvariantCulture, $"{key} {pin} {date.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture)} {(safe.Length == 0 ? "-" : safe)}\n");
    }

    /// <summary>Blank lines and comments say nothing.</summary>
    public static bool IsEntry(ReadOnlySpan<char> line) => line.TrimStart() is [not '#', ..];

    public static ReadOnlySpan<char> KeyOf(ReadOnlySpan<char> line) => NextWord(ref line);

    public static bool TryRead(ReadOnlySpan<char> line, out SpkiPin pin, [NotNullWhen(false)] out string? reason)
    {
        NextWord(ref line); // the key
        var pinText = NextWord(ref line);
        var date = NextWord(ref line);
        if (!SpkiPin.TryParse(pinText.ToString(), out pin, out var problem))
        {
            reason = $"the pin cannot be used: {problem}";
            return false;
        }

        // A line that was cut off while it was written is noticed here.
        reason = DateTimeOffset.TryParseExact(date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            ? null
            : "the third word is no date such as 2030-12-31T23:59:59Z";
        return reason is null;
    }

    private static ReadOnlySpan<char> NextWord(scoped ref ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        var end = text.IndexOfAny(' ', '\t');
        var word = end < 0 ? text : text[..end];
        text = text[word.Length..];
        return word;
    }
}
