using ProxyAware.Hosts;

namespace ProxyAware.Https;

/// <summary>Makes the https URL of a request: a validated host, and the path and query exactly as the client wrote them.</summary>
internal static class HttpsRedirect
{
    /// <param name="host">The effective host.</param>
    /// <param name="port">The port of https; 443 is not written.</param>
    /// <param name="root">The root that a proxy stripped from the target, encoded; empty if it is still there.</param>
    /// <param name="rawTarget">The request target as it arrived.</param>
    /// <param name="fallback">Path and query, decoded and encoded again, for a target that must not be repeated.</param>
    /// <param name="addSlash">Whether the path is the root itself, which wants a slash behind it.</param>
    public static string Build(HostString host, int port, string root, string rawTarget, string fallback, bool addSlash)
    {
        var authority = Authorities.Format(host.Host, port, SchemeParser.Https);
        var target = UrlText.PathAndQuery(rawTarget);
        var pathAndQuery = IsRepeatable(target) ? target : IsRepeatable(fallback) ? fallback : "/";
        if (!addSlash)
        {
            return string.Concat($"https://{authority}", root, pathAndQuery);
        }

        var query = pathAndQuery.IndexOf('?');
        var path = query < 0 ? pathAndQuery : pathAndQuery[..query];
        return string.Concat($"https://{authority}{root}", path, "/", pathAndQuery[path.Length..]);
    }

    /// <summary>
    /// Whether a target goes into a header as it is: visible ASCII, and no dot segments, which the browser would resolve, nor
    /// backslashes, which it would take for slashes.
    /// </summary>
    private static bool IsRepeatable(ReadOnlySpan<char> target)
    {
        if (target.IsEmpty || target.ContainsAnyExceptInRange('!', '~'))
        {
            return false;
        }

        var query = target.IndexOf('?');
        var path = query < 0 ? target : target[..query];
        if (path.Contains('\\'))
        {
            return false;
        }

        foreach (var range in path.Split('/'))
        {
            if (IsDotSegment(path[range]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDotSegment(ReadOnlySpan<char> segment)
    {
        var dots = 0;
        while (!segment.IsEmpty)
        {
            if (segment[0] == '.')
            {
                segment = segment[1..];
            }
            else if (segment.StartsWith("%2e", StringComparison.OrdinalIgnoreCase))
            {
                segment = segment[3..];
            }
            else
            {
                return false;
            }

            dots++;
        }

        return dots is 1 or 2;
    }
}
