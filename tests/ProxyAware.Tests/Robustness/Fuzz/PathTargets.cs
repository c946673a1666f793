using System.Text;
using Microsoft.AspNetCore.Http;
using ProxyAware.Configuration;
using ProxyAware.Https;
using ProxyAware.UrlRoots;

namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>Prefixes, roots, raw targets and pages.</summary>
internal static class PathTargets
{
    private static readonly string[] Prefixes = ["/", "/app", "/a/b/", "/a%20b", "/%C3%A4", "/a-._~!$&()*+,=:@", "//evil.example", "/..", "/a/../b", "/a%2fb", "\\a"];

    private static readonly string[] Words = ["/", "//", "..", ".", "%2e", "%2f", "%5c", "\\", "%C3%A4", "ä", "%", "@", ":", "?", "#", "evil.example", "*"];

    public static IEnumerable<FuzzTarget> All =>
    [
        new("prefix", Prefixes, Words, Prefix),
        new("UrlRoot", [.. Prefixes, "app", "///app///", " /app ", ""], Words, Root),
        new("exact path", ["/ping", "/", "/a/b/", "/health*", "ping"], Words, Exact),
        new("raw target", ["/", "/a/b?c=d", "/a%2Fb?x=/../y", "http://a.example/x?y", "https://evil.example", "*", "//evil.example/", "/a/../../b", "/a/%2e%2e/b", "/\\evil.example", "evil.example:443", "/ä?ö"],
            [.. Words, "http://", "https://", "\r\n", "Location:"], Target) { LeastAccepted = 0.9 },
        new("base href", ["<html><base href=\"/\"></html>", "<!-- <base href='/'> --><BASE target=x HREF='/' >", "<base href=/>", "<base href=\"/app/\">", "<head><title>x</title>"],
            ["<base ", "href=", "\"/\"", "'/'", "/", ">", "<!--", "-->", " ", "="], BaseHref),
    ];

    private static bool Prefix(string text)
    {
        // Twice the decoded text at most, and what is around it.
        var accepted = Allocations.Bounded(4096, () => PathPrefixParser.TryParse(text, out _));
        if (!accepted)
        {
            return false;
        }

        _ = PathPrefixParser.TryParse(text, out var prefix);
        AssertPath(prefix!);
        return true;
    }

    private static bool Root(string text)
    {
        if (!UrlRoot.TryParse(text, out var root, out var reason))
        {
            Assert.False(string.IsNullOrEmpty(reason));
            return false;
        }

        Assert.Null(reason);
        AssertPath(root.Value);
        Assert.True(root.TryMatch(new PathString(root.Value + "/x"), out var rest) && rest == (root.IsNone ? new PathString("/x") : "/x"));
        Assert.False(!root.IsNone && root.TryMatch(new PathString(root.Value + "x"), out _));
        return true;
    }

    private static bool Exact(string text)
    {
        var accepted = ExactPath.TryParse(text, out var path);
        if (accepted && path.Length > 0)
        {
            AssertPath(path.EndsWith('/') ? path[..^1] : path);
        }

        return accepted;
    }

    /// <summary>A redirect goes to the same app: not to another host, not above the root, and not to a second header.</summary>
    private static bool Target(string text)
    {
        var host = new HostString("a.example");
        foreach (var (root, port, addSlash) in new[] { ("", 443, false), ("/root", 8443, true) })
        {
            var url = HttpsRedirect.Build(host, port, root, text, "/fallback", addSlash);
            var start = $"https://a.example{(port == 443 ? "" : ":8443")}{root}/";
            Assert.StartsWith(start, url, StringComparison.Ordinal);
            Assert.False(url.AsSpan().ContainsAnyExceptInRange('!', '~'));
            Assert.True(Uri.TryCreate(url, UriKind.Absolute, out var parsed), url);
            Assert.Equal(("https", "a.example", port), (parsed.Scheme, parsed.Host, parsed.Port));
            Assert.StartsWith(root + "/", parsed.AbsolutePath, StringComparison.Ordinal);
        }

        _ = UrlText.EscapePath(text.StartsWith('/') ? text : "/" + text);
        Assert.False(UrlText.EscapeQuery("?" + text).AsSpan().ContainsAnyExceptInRange('!', '~'));
        return !UrlText.PathAndQuery(text).IsEmpty || text.Length < 50;
    }

    private static bool BaseHref(string text)
    {
        var page = Encoding.UTF8.GetBytes(text);
        var rewritten = BaseHrefRewriter.Rewrite(page, "/ro\"ot");
        if (rewritten is null)
        {
            return false;
        }

        // One slash became the root, all else is as it was.
        var root = "/ro%22ot/"u8;
        Assert.Equal(page.Length - 1 + root.Length, rewritten.Length);
        var at = page.AsSpan().CommonPrefixLength(rewritten) - 1;
        Assert.True(at >= 0 && page[at] == '/');
        Assert.True(rewritten.AsSpan(at).StartsWith(root) && rewritten.AsSpan(at + root.Length).SequenceEqual(page.AsSpan(at + 1)));
        return true;
    }

    /// <summary>Written into a URL and read again it is the same path, and no browser takes it for a host or climbs out of it.</summary>
    private static void AssertPath(string path)
    {
        Assert.True(path.Length == 0 || (path[0] == '/' && path[^1] != '/' && !path.StartsWith("//", StringComparison.Ordinal)), path);
        var written = new PathString(path).ToUriComponent();
        Assert.True(written.Length > PathPrefixParser.MaxLength || (PathPrefixParser.TryParse(written + "/", out var again) && again == path), $"{written} is read as another");
        var url = new Uri(new Uri("https://a.example/x/y"), written + "/");
        Assert.Equal("a.example", url.Host);
        Assert.Equal(path.Length == 0 ? "/" : path + "/", Uri.UnescapeDataString(url.AbsolutePath));
    }
}
