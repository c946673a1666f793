namespace ProxyAware.Https;

/// <summary>Takes apart URLs that clients send, as far as a decision needs it, without decoding or normalizing anything.</summary>
internal static class UrlText
{
    /// <summary>What stands between <c>://</c> and the path; empty if the text is no absolute http URL.</summary>
    public static ReadOnlySpan<char> Authority(ReadOnlySpan<char> url)
    {
        var start = AuthorityStart(url);
        if (start < 0)
        {
            return default;
        }

        var rest = url[start..];
        var end = rest.IndexOfAny('/', '?', '#');
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>Path and query of a request target in origin or absolute form (RFC 9112, section 3.2); empty for every other form.</summary>
    public static ReadOnlySpan<char> PathAndQuery(ReadOnlySpan<char> target)
    {
        if (target is ['/', ..])
        {
            return target;
        }

        var start = AuthorityStart(target);
        if (start < 0)
        {
            return default;
        }

        var rest = target[start..];
        var end = rest.IndexOfAny('/', '?');
        return end >= 0 && rest[end] == '/' ? rest[end..] : default;
    }

    /// <summary>
    /// A decoded path as it may go into a header. A percent sign in it was an encoded one, or belongs to an encoded slash, which no server
    /// decodes; <see cref="PathString"/> would take the former for the beginning of an encoding, and make a dot segment of <c>%2e%2e</c>.
    /// </summary>
    public static string EscapePath(string? path)
    {
        var escaped = (path ?? "").Replace("%", "%25", StringComparison.Ordinal).Replace("%252F", "%2F", StringComparison.OrdinalIgnoreCase);
        return new PathString(escaped).ToUriComponent();
    }

    /// <summary>A query as it may go into a header: what is not visible ASCII is percent-encoded, all else stays as it was written.</summary>
    public static string EscapeQuery(string? query)
    {
        if (string.IsNullOrEmpty(query) || !query.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return query ?? "";
        }

        return string.Concat(query.EnumerateRunes().Select(r => r.Value is >= '!' and <= '~' ? r.ToString() : Uri.EscapeDataString(r.ToString())));
    }

    public static bool IsHttps(ReadOnlySpan<char> url) => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static int AuthorityStart(ReadOnlySpan<char> url)
    {
        if (IsHttps(url))
        {
            return "https://".Length;
        }

        return url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http://".Length : -1;
    }
}
