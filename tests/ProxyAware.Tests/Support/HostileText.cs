namespace ProxyAware.Tests.Support;

/// <summary>Header values as an attacker writes them: everything a server lets through, so no NUL, CR and LF.</summary>
internal static class HostileText
{
    private static readonly string[] Pieces =
    [
        ",", ", ", ",,", "\"", "\\", "\\\"", ";", "=", ":", " ", "\t", "[", "]", "_", "%", "\u0001", "\u001f", "\u007f", "ü", "ſ", "１", "😀", "\u202e", "for=", "For=\"",
        "proto=https", "host=evil.example", "by=", "unknown", "_obf", "6.6.6.6", "10.0.0.1", "10.9.9.9", "127.0.0.1", "::1", "[::1]:80", "2001:db8:a::9", "010.0.0.1",
        "0.0.0.0", "1.2.3.4:80", "https", "http", "javascript", "on", "evil.example", "//evil", "/..", "443", "0", "-1", "garbage", "x",
    ];

    public static string Make(Random random)
    {
        var text = string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));

        // Now and then a long one, beyond every limit.
        return random.Next(60) == 0 ? string.Concat(Enumerable.Repeat(text + Pieces[random.Next(Pieces.Length)], 3000 / (text.Length + 1))) + text : text;
    }

    public static string Pick(Random random, params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];

    /// <summary>The same name with its letters in another case.</summary>
    public static string Recase(Random random, string name) =>
        string.Concat(name.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)));
}
