namespace ProxyAware.Trust;

/// <summary>How a list is written as text: tokens between commas and/or white space, empty ones skipped.</summary>
internal static class TokenList
{
    private static readonly char[] Separators = [',', ' ', '\t', '\r', '\n'];

    public static string[] Split(string? text) =>
        text?.Split(Separators, StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static string[] Split(IEnumerable<string?> entries) => [.. entries.SelectMany(Split)];

    public static bool IsNumber(string token) => token.Length > 0 && !token.AsSpan().ContainsAnyExceptInRange('0', '9');
}
