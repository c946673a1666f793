using Microsoft.AspNetCore.Http;
using ProxyAware.Hosts;
using ProxyAware.Https;

namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>Hosts and URLs that hold them.</summary>
internal static class HostTargets
{
    private static readonly string[] Hosts =
    [
        "a.example", "a.example:8443", "localhost", "x.localhost:5000", "127.0.0.1", "127.0.0.1:80", "[::1]", "[2001:db8::1]:443", "[::ffff:10.0.0.1]", "a_b.example", "xn--bcher-kva.example", "A.EXAMPLE:443", "1.2.3.4.example", "a-b.c",
        "0x7f.1", "a.1", "a.example.", "-a.example", "user@a.example",
    ];

    private static readonly string[] Words = [".", ":", ":80", ":443", ":65536", "localhost", ".localhost", "127.0.0.1", "[::1]", "@", "/", "\\", "?", "#", "xn--", "example", "-", "_", "0x7f", "https://", "http://", "%2e"];

    public static IEnumerable<FuzzTarget> All =>
    [
        new("host", Hosts, Words, Host),
        new("configured host", [.. Hosts, "bücher.example", "straße.example:8080", "例え.example"], [.. Words, "ü", "ß", "例"], Configured),
        new("PublicUrl", ["https://ops.example.com/cockpit", "http://a.example:8080", "https://[2001:db8::1]:8443/a/b/", "HTTPS://BÜCHER.example/", "https://a.example/%C3%A4", "ftp://a.example", "a.example"], [.. Words, "/a", "/..", "%2f"], Url),
        new("Referer", ["http://localhost/", "https://localhost:5001/x?y", "http://127.0.0.1/", "https://[::1]/", "http://a.example/", "http://localhost@a.example/", "http://x.localhost#y"], Words, Referer),
    ];

    private static bool Host(string text)
    {
        var accepted = Allocations.Bounded(0, () => HostParser.TryParse(text, out _, out _));
        if (!accepted)
        {
            return false;
        }

        _ = HostParser.TryParse(text, out var host, out var port);
        AssertUrl("http", text, host.ToString(), port);
        Assert.False(text.AsSpan().ContainsAnyExceptInRange('!', '~'));
        var theirs = new HostString(text);
        Assert.Equal((theirs.Host, theirs.Port ?? 0), (host.ToString(), port));
        var canonical = HostName.Canonicalize(host.ToString());
        Assert.Equal(canonical, HostName.Canonicalize(canonical));
        Assert.True(HostParser.IsHost(canonical));
        Assert.Equal(HostName.IsLocal(host), HostName.IsLocal(canonical));
        Assert.True(new HostSet([canonical]).Contains(host));
        return true;
    }

    private static bool Configured(string text)
    {
        if (!Authorities.TryParseConfigured(text, out var host, out var port))
        {
            return false;
        }

        Assert.InRange(port, 0, 65535);
        Assert.True(HostParser.IsHost(host));
        Assert.True(Authorities.TryParseConfigured(host, out var again, out var none) && again == host && none == 0, $"{host} is read as another");
        return true;
    }

    private static bool Url(string text)
    {
        if (!PublicUrl.TryParse(text, out var url, out var reason))
        {
            Assert.False(string.IsNullOrEmpty(reason));
            return false;
        }

        Assert.Null(reason);
        AssertUrl(url.Scheme, url.Authority.Value!, url.Host, url.Port);
        Assert.True(PublicUrl.TryParse($"{url.Scheme}://{url.Authority}{new PathString(url.Root.Value).ToUriComponent()}", out var again, out _));
        Assert.Equal((url.Scheme, url.Host, url.Port, url.Root.Value), (again.Scheme, again.Host, again.Port, again.Root.Value));
        return true;
    }

    /// <summary>What is taken for a page of this machine must be one for a browser too.</summary>
    private static bool Referer(string text)
    {
        var isLocal = Allocations.Bounded(0, () => HostParser.TryParse(UrlText.Authority(text), out var host, out _) && HostName.IsLocal(host));
        if (!isLocal)
        {
            return false;
        }

        Assert.True(text.Contains('_', StringComparison.Ordinal) | Uri.TryCreate(text, UriKind.Absolute, out var url), "the framework cannot read it");
        Assert.Empty(url?.UserInfo ?? "");
        Assert.True(url is null || url.IsLoopback || url.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase), $"{text} is not this machine");
        return true;
    }

    private static void AssertUrl(string scheme, string authority, string host, int port)
    {
        // Underscores are let through, as they are in the names of containers; the framework takes some of them and some not.
        if (host.Contains('_', StringComparison.Ordinal))
        {
            return;
        }

        Assert.True(Uri.TryCreate($"{scheme}://{authority}/x", UriKind.Absolute, out var url), "the framework cannot read it in a URL");
        Assert.Equal(HostName.Canonicalize(host), HostName.Canonicalize(url.Host));
        Assert.Equal(port == 0 ? scheme == "https" ? 443 : 80 : port, url.Port);
        Assert.Equal("/x", url.PathAndQuery);
        Assert.Empty(url.UserInfo);
    }
}
