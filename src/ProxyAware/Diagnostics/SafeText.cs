using System.Globalization;
using System.Text;

namespace ProxyAware.Diagnostics;

/// <summary>Makes text that somebody else wrote fit for a log line or a message: no control characters, bounded length.</summary>
internal static class SafeText
{
    private const int MaxLength = 200;

    public static string Quote(string text)
    {
        var builder = new StringBuilder(Math.Min(text.Length, MaxLength) + 1);
        foreach (var c in text)
        {
            if (builder.Length >= MaxLength)
            {
                builder.Append('…');
                break;
            }

            if (char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                builder.Append(c);
            }
        }

        return builder.ToString();
    }
}
