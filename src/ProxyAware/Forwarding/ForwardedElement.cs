using System.Buffers;
using System.Runtime.InteropServices;

namespace ProxyAware.Forwarding;

/// <summary>
/// One element of a <c>Forwarded</c> header (RFC 7239, section 4), parsed strictly. The header was split on every comma before,
/// without regard to quotes: a quote that a client opens cannot swallow what the proxies append, and the piece of a
/// split quoted-string has an unbalanced quote and is malformed. No value that may stand here contains a comma.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct ForwardedElement
{
    /// <summary>Longer than any host with its port.</summary>
    public const int MaxValueLength = 300;

    private const int MaxPairs = 16;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // Addresses with ports are often sent without the quotes the RFC asks for.
    private static readonly SearchValues<char> ValueCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:[]");

    /// <summary>The raw value of <c>for</c>, still with its quotes; empty if there is none.</summary>
    public ReadOnlySpan<char> For { get; private set; }

    /// <summary>The raw value of <c>host</c>.</summary>
    public ReadOnlySpan<char> Host { get; private set; }

    /// <summary>The raw value of <c>proto</c>.</summary>
    public ReadOnlySpan<char> Proto { get; private set; }

    public static bool TryParse(ReadOnlySpan<char> text, out ForwardedElement element)
    {
        element = default;
        Span<(int Start, int Length)> names = stackalloc (int, int)[MaxPairs];
        var count = 0;
        var position = 0;
        while (true)
        {
            SkipWhiteSpace(text, ref position);
            if (position == text.Length)
            {
                return true;
            }

            if (text[position] == ';')
            {
                position++;
                continue;
            }

            var start = position;
            var name = ReadRun(text, TokenCharacters, ref position);
            if (name.IsEmpty || count == MaxPairs || Repeats(text, names[..count], name) || position == text.Length || text[position++] != '=')
            {
                return false;
            }

            names[count++] = (start, name.Length);
            if (!TryReadValue(text, ref position, out var value))
            {
                return false;
            }

            element.Keep(name, value);
            SkipWhiteSpace(text, ref position);
            if (position < text.Length && text[position] != ';')
            {
                return false;
            }
        }
    }

    /// <summary>Takes the quotes and quoted-pairs off a raw value. False if it does not fit, which no address or host does.</summary>
    public static bool TryUnquote(ReadOnlySpan<char> raw, Span<char> buffer, out ReadOnlySpan<char> value)
    {
        value = raw;
        if (raw.IsEmpty || raw[0] != '"')
        {
            return raw.Length <= MaxValueLength;
        }

        raw = raw[1..^1];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\')
            {
                i++;
            }

            if (length == buffer.Length)
            {
                return false;
            }

            buffer[length++] = raw[i];
        }

        value = buffer[..length];
        return true;
    }

    private void Keep(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (name.Equals("for", StringComparison.OrdinalIgnoreCase))
        {
            For = value;
        }
        else if (name.Equals("host", StringComparison.OrdinalIgnoreCase))
        {
            Host = value;
        }
        else if (name.Equals("proto", StringComparison.OrdinalIgnoreCase))
        {
            Proto = value;
        }
    }

    private static bool Repeats(ReadOnlySpan<char> text, ReadOnlySpan<(int Start, int Length)> names, ReadOnlySpan<char> name)
    {
        foreach (var (start, length) in names)
        {
            if (text.Slice(start, length).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryReadValue(ReadOnlySpan<char> text, scoped ref int position, out ReadOnlySpan<char> value)
    {
        if (position == text.Length || text[position] != '"')
        {
            value = ReadRun(text, ValueCharacters, ref position);
            return !value.IsEmpty;
        }

        var start = position++;
        while (position < text.Length && text[position] != '"')
        {
            // A quoted-pair takes the next character along, whatever it is, except controls and octets above 0x7F.
            position += text[position] == '\\' ? 1 : 0;
            if (position == text.Length || !(text[position] == '\t' || text[position] is >= ' ' and <= '~'))
            {
                value = default;
                return false;
            }

            position++;
        }

        var closed = position < text.Length;
        value = closed ? text[start..++position] : default;
        return closed;
    }

    private static ReadOnlySpan<char> ReadRun(ReadOnlySpan<char> text, SearchValues<char> characters, scoped ref int position)
    {
        var rest = text[position..];
        var end = rest.IndexOfAnyExcept(characters);
        var run = end < 0 ? rest : rest[..end];
        position += run.Length;
        return run;
    }

    private static void SkipWhiteSpace(ReadOnlySpan<char> text, scoped ref int position)
    {
        while (position < text.Length && text[position] is ' ' or '\t')
        {
            position++;
        }
    }
}
