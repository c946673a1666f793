using ProxyAware.Https;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>Compares the URL in the browser's address bar with the one that the app would link to.</summary>
internal static class AuditUrl
{
    private const int MaxLength = 2_000;

    /// <summary>A URL in the form in which it is compared: no query, no slash at the end, no default port, the origin in lower case; empty for what is no URL.</summary>
    public static string Normalize(string? url)
    {
        if (url is null || url.Length > MaxLength)
        {
            return "";
        }

        var authority = UrlText.Authority(url);
        if (authority.IsEmpty)
        {
            return "";
        }

        var target = UrlText.PathAndQuery(url);
        var scheme = UrlText.IsHttps(url) ? "https" : "http";
        var host = authority.ToString().ToLowerInvariant();
        var port = scheme == "https" ? ":443" : ":80";
        var end = target.IndexOfAny('?', '#');
        var path = (end < 0 ? target : target[..end]).TrimEnd('/');
        return $"{scheme}://{(host.EndsWith(port, StringComparison.Ordinal) ? host[..^port.Length] : host)}{path}";
    }

    /// <summary>The public URL of the app: that of the page without what the app itself calls the page.</summary>
    /// <param name="page">Where the browser says the page is, normalized.</param>
    /// <param name="own">Where the app says it is, normalized.</param>
    public static string? Root(string page, string own)
    {
        var path = UrlText.PathAndQuery(own);
        for (var slash = 0; slash >= 0 && slash < path.Length;)
        {
            // What the app knows of the path may have a root in front that the browser does not see.
            if (page.AsSpan().EndsWith(path[slash..]) && UrlText.PathAndQuery(page).Length >= path[slash..].Length)
            {
                return page[..^path[slash..].Length];
            }

            var next = path[(slash + 1)..].IndexOf('/');
            slash = next < 0 ? -1 : slash + 1 + next;
        }

        return null;
    }
}
