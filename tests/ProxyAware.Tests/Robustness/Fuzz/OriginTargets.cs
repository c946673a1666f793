using ProxyAware.Origins;
using ProxyAware.Trust;

namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>Origins as configured and as received.</summary>
internal static class OriginTargets
{
    private static readonly string[] Received = ["https://a.example", "http://a.example:8080", "https://[2001:db8::1]:9090", "HTTPS://A.Example:443", "http://127.0.0.1", "null", "https://a.example/", "wss://a.example", "https://a@b.example", ""];

    private static readonly string[] Words = ["https://", "http://", "wss://", "*.", ":*", ":443", "/", "null", "any", ".", "@", "[::1]", "com", " ", ",", "xn--"];

    private static readonly OriginAllowlist List = OriginAllowlist.Parse("https://a.example https://*.b.example http://c.example:* https://[2001:db8::1]:9090");

    public static IEnumerable<FuzzTarget> All =>
    [
        new("received origin", [.. Received, "https://x.b.example", "http://c.example:81"], Words, Origin),
        new("origin entry", [.. Received, "https://*.a.example", "https://a.example:*", "https://*.a.example:*", "https://bücher.example", "https://*.com", "any", "*"], Words, Entry),
        new("Origins", ["https://a.example https://b.example", "any", "https://*.a.example, wss://b.example:8443", "https://a.example any", "*"], Words, Entries) { Share = 0.5 },
    ];

    private static bool Origin(string text)
    {
        var accepted = Allocations.Bounded(0, () => OriginText.TryParse(text, out _));
        var isAllowed = Allocations.Bounded(0, () => List.IsAllowed(text));
        if (!accepted)
        {
            Assert.False(isAllowed);
            return false;
        }

        _ = OriginText.TryParse(text, out var origin);
        if (text.Contains('_', StringComparison.Ordinal))
        {
            return true;
        }

        Assert.True(Uri.TryCreate(text, UriKind.Absolute, out var url), "the framework cannot read it");
        Assert.Equal((url.Scheme, url.Port, "/", ""), (origin.Scheme, origin.Port, url.PathAndQuery, url.UserInfo));
        Assert.Equal(ProxyAware.Hosts.HostName.Canonicalize(url.Host), ProxyAware.Hosts.HostName.Canonicalize(origin.Host.ToString()));

        // The list, told by what the framework made of it.
        var expected = (url.Scheme, url.Host, url.Port) switch
        {
            ("https", "a.example", 443) => true,
            ("https", var host, 443) when host.EndsWith(".b.example", StringComparison.Ordinal) => true,
            ("http", "c.example", _) => true,
            ("https", "[2001:db8::1]", 9090) => true,
            _ => false,
        };
        Assert.Equal(expected, isAllowed);
        return true;
    }

    private static bool Entry(string text)
    {
        if (!OriginEntry.TryParse(text, out var entry, out var reason, out var fix))
        {
            Assert.False(string.IsNullOrEmpty(reason) || string.IsNullOrEmpty(fix));
            return false;
        }

        Assert.True(OriginEntry.TryParse(entry.ToString(), out var again, out _, out _) && again == entry, $"{entry} is read as another");
        Assert.Equal(!entry.IsWildcard && entry.Port is not null, OriginText.TryParse(entry.ToString(), out _));

        // It allows what it says, and neither its apex nor what only ends like it.
        var list = new OriginAllowlist([entry], allowsAny: false);
        var port = entry.Port ?? 81;
        var front = entry.IsWildcard ? "x." : "";
        Assert.True(list.IsAllowed($"{entry.Scheme}://{front}{entry.Host}:{port}") || entry.Host.Length > 240);
        Assert.False(list.IsAllowed($"{entry.Scheme}://x{entry.Host}:{port}"));
        Assert.False(entry.IsWildcard && list.IsAllowed($"{entry.Scheme}://{entry.Host}:{port}"));
        Assert.False(entry.Port is not null && list.IsAllowed($"{entry.Scheme}://{front}{entry.Host}:{(port % 65535) + 1}"));
        return true;
    }

    private static bool Entries(string text)
    {
        var list = OriginAllowlist.Compile(TokenList.Split(text), out var problems);
        Assert.Equal(list is null, problems.Count > 0);
        Assert.All(problems, p => Assert.False(string.IsNullOrEmpty(p.Reason) || string.IsNullOrEmpty(p.Fix)));
        Assert.True(list is null || !list.AllowsAny || text.Contains("any", StringComparison.OrdinalIgnoreCase));
        return list is not null;
    }
}
