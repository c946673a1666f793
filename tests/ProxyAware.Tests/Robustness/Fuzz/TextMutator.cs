using System.Globalization;
using System.Text;

namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>Makes texts that are nearly good: what a slip, an attacker, a broken proxy or an editor makes of good ones.</summary>
internal sealed class TextMutator(Random random, IReadOnlyList<string> corpus, IReadOnlyList<string> words)
{
    /// <summary>Longer than every limit in the project that a text can reach, and than what Kestrel lets through by default (32 KB a request).</summary>
    private const int LongRun = 40_000;

    private static readonly string[] Odd =
    [
        "\0", "\u0001", "\t", "\n", "\r", "\r\n", "\u001f", " ", "\u007f", "\u0080", "\u00a0", "\u00ad", "ü", "ſ", "K", "ı", "İ", "ß", "１", "٣", "．", "。", "／", "：", "％", "＠",
        "\u200b", "\u202e", "\u2028", "\ufeff", "\ufffd", "\ud800", "\udc00", "😀", "xn--", "%00", "%2f", "%2F", "%5c", "%2e", "%25", "%c0%af", "%ff", "%", "%u002f",
        "\\", "/", "//", "..", ".", ":", "::", "[", "]", "@", "?", "#", "*", ",", ";", "=", "\"", "'", "<", ">", "{", "}", "_", "-", "+", "0", "00", "0x", "9", "4294967296", "-1", "1e9",
    ];

    public string Next()
    {
        var text = new StringBuilder(Pick(corpus));

        // Now and then an input as it is: what follows parsing must be reached as well.
        for (var n = random.Next(8) == 0 ? 0 : random.Next(1, 5); n > 0; n--)
        {
            Mutate(text);
        }

        return text.ToString();
    }

    private void Mutate(StringBuilder text)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 9), text.Length - at);
        switch (random.Next(16))
        {
            case 0:
                text.Remove(at, length);
                break;
            case 1:
                text.Length = at;
                break;
            case 2:
                text.Remove(0, at);
                break;
            case 3:
                text.Insert(random.Next(text.Length + 1), text.ToString(at, length));
                break;
            case 4:
                text.Append(text.ToString(0, text.Length));
                break;
            case 5 or 6:
                text.Insert(at, Pick(Odd));
                break;
            case 7 or 8:
                text.Insert(at, Pick(words));
                break;
            case 9 when length > 0:
                text[at] = (char)(text[at] ^ (1 << random.Next(8)));
                break;
            case 10 when length > 0:
                text[at] = (char)random.Next(random.Next(4) == 0 ? 0x10000 : 0x80);
                break;
            case 11:
                Splice(text, at, Pick(corpus));
                break;
            case 12:
                Recase(text);
                break;
            case 13 when length > 0 && char.IsAsciiDigit(text[at]):
                text.Remove(at, 1).Insert(at, random.Next(1000).ToString(CultureInfo.InvariantCulture));
                break;
            case 14 when random.Next(40) == 0:
                Repeat(text, at, length);
                break;
            case 15 when length > 1:
                (text[at], text[at + 1]) = (text[at + 1], text[at]);
                break;
            default:
                break;
        }
    }

    private void Splice(StringBuilder text, int at, string other)
    {
        text.Length = at;
        text.Append(other.AsSpan(random.Next(other.Length + 1)));
    }

    private void Recase(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = random.Next(2) == 0 ? char.ToUpperInvariant(text[i]) : char.ToLowerInvariant(text[i]);
        }
    }

    private void Repeat(StringBuilder text, int at, int length)
    {
        var piece = length > 0 && random.Next(2) == 0 ? text.ToString(at, length) : random.Next(2) == 0 ? Pick(Odd) : Pick(words);
        var times = random.Next(3) == 0 ? LongRun / piece.Length : random.Next(2, 400);
        text.Insert(at, new StringBuilder().Insert(0, piece, times).ToString());
        text.Length = Math.Min(text.Length, LongRun);
    }

    private string Pick(IReadOnlyList<string> from) => from[random.Next(from.Count)];
}
