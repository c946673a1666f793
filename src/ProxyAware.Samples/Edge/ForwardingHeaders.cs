namespace ProxyAware.Samples.Edge;

/// <summary>
/// What the edge says about a visitor, and what it must not pass on. An edge is the first proxy there is, so whatever a visitor wrote into these
/// headers is replaced, never appended to.
/// </summary>
internal static class ForwardingHeaders
{
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "HTTP2-Settings",
    };

    public static IEnumerable<(string Name, string Value)> About(HttpContext context)
    {
        yield return ("X-Forwarded-For", context.Connection.RemoteIpAddress?.ToString() ?? "unknown");
        yield return ("X-Forwarded-Proto", context.Request.Scheme);
    }

    /// <summary>Whether a visitor's header goes on to the console.</summary>
    public static bool PassesOn(string name) =>
        !HopByHop.Contains(name)
        && !name.StartsWith(':')
        && !name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        && !name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        && !name.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase);

    public static bool IsHopByHop(string name) => HopByHop.Contains(name);
}
