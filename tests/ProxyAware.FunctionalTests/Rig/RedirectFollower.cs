namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A client that follows redirects by hand, so that each URL stays as it was written, and that never leaves the origins it knows.</summary>
/// <param name="doors">Who asks for the URLs of an origin.</param>
internal sealed class RedirectFollower(params Visitor[] doors)
{
    private const int Limit = 10;

    private readonly Dictionary<string, Visitor> _doors = doors.ToDictionary(door => door.Origin, StringComparer.Ordinal);

    /// <summary>Asks for a URL, and for whatever it leads to. The header lines go with every request.</summary>
    public async Task<Journey> FollowAsync(string url, params string[] headerLines)
    {
        var urls = new List<string> { url };
        while (true)
        {
            var (origin, target) = Split(urls[^1]);
            Assert.True(_doors.TryGetValue(origin, out var door), $"The way leads somewhere else: {string.Join(" -> ", urls)}");
            var answer = await door.SendRawAsync(target, headerLines);
            if (answer.Status is not (301 or 302 or 303 or 307 or 308))
            {
                return new(urls, answer);
            }

            Assert.True(urls.Count <= Limit, $"The way has no end: {string.Join(" -> ", urls)}");
            urls.Add(Resolve(origin, answer.Header("Location") ?? ""));
        }
    }

    private static string Resolve(string origin, string location)
    {
        Assert.False(location.StartsWith("//", StringComparison.Ordinal), $"Another host: {location}");
        return location.StartsWith('/') ? origin + location : location;
    }

    private static (string Origin, string Target) Split(string url)
    {
        var slash = url.IndexOf('/', url.IndexOf("://", StringComparison.Ordinal) + 3);
        Assert.True(slash > 0, $"No URL with a path: '{url}'");
        return (url[..slash], url[slash..]);
    }
}
