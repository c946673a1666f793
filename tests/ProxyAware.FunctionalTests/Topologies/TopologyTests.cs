using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Everything that holds in every topology: the above, and that the pages of other sites are kept out.</summary>
public abstract class TopologyTests<TSite>(TSite site) : SocketTests<TSite>(site)
    where TSite : TopologySite
{
    /// <summary>Settings of the documentation that the app itself finds fault with would be no documentation. The last warning is the one that ends the watch.</summary>
    [SiteFact]
    public void HonestTraffic_RaisesNoWarning()
    {
        var warnings = Site.HonestLog.Split('\n').Index().Where(line => line.Item.StartsWith("warn:", StringComparison.Ordinal)).Select(line => line.Index).ToList();

        Assert.True(warnings.Count == 1, Site.HonestLog);
    }

    /// <summary>Proxies that have one site answer for every name.</summary>
    [SiteTheory]
    [InlineData("", "evil.example")]
    [InlineData("https://evil.example", Visitor.Site)] // RFC 9112, 3.2.2: the target's host counts, not the header's
    [InlineData("http://evil.example:8443", "evil.example")]
    public async Task HostileHost_ReachesNoLink(string origin, string host)
    {
        string[] request = [$"GET {origin}{Whoami} HTTP/1.1", $"Host: {host}", "Connection: close"];

        var overHttps = await Site.HttpsVisitor.SendLinesAsync(request);
        var overHttp = await Site.HttpVisitor.SendLinesAsync(request);

        Assert.Equal((Site.RedirectsToItself, Site.NamesItsHosts), (!IsTaken(overHttp), !IsTaken(overHttps)));
    }

    [SiteTheory]
    [MemberData(nameof(ForeignOrigins.All), MemberType = typeof(ForeignOrigins))]
    public async Task ForeignPage_OpensNoSocket(string origin)
    {
        var answer = await Site.HttpsVisitor.SendHandshakeAsync($"{Site.Root}/ws", $"Origin: {origin}");

        Assert.Equal(403, answer.Status);
        Assert.StartsWith("PA4003", answer.Body, StringComparison.Ordinal);
    }

    /// <summary>It cannot borrow the site's name from a header either.</summary>
    [SiteFact]
    public async Task ForeignPage_WithForgedHeaders_OpensNoSocket()
    {
        var answer = await Site.HttpsVisitor.SendHandshakeAsync(
            $"{Site.Root}/ws", "Origin: https://evil.example", "X-Forwarded-Host: evil.example", "X-Original-Host: evil.example", "Forwarded: host=evil.example");

        Assert.Equal(403, answer.Status);
    }

    [SiteFact]
    public async Task Handshake_WithoutOrigin_IsRefused()
    {
        var answer = await Site.HttpsVisitor.SendHandshakeAsync($"{Site.Root}/ws");

        Assert.Equal(403, answer.Status);
        Assert.StartsWith("PA4002", answer.Body, StringComparison.Ordinal);
    }

    [SiteTheory]
    [MemberData(nameof(ForeignOrigins.All), MemberType = typeof(ForeignOrigins))]
    public async Task ForeignPage_CannotPost(string origin)
    {
        var answer = await Site.HttpsVisitor.SendFormAsync($"{Site.Root}/audit", "action=deleted", $"Origin: {origin}", "Sec-Fetch-Site: cross-site");

        Assert.Equal(403, answer.Status);
        Assert.StartsWith("PA4003", answer.Body, StringComparison.Ordinal);
    }

    [SiteFact]
    public async Task OwnPage_Posts()
    {
        var answer = await Site.HttpsVisitor.SendFormAsync($"{Site.Root}/audit", "action=restarted", $"Origin: {Origin}", "Sec-Fetch-Site: same-origin");

        Assert.Equal(201, answer.Status);
    }

    /// <summary>A redirect would hand the socket to nobody: browsers do not follow it.</summary>
    [SiteFact]
    public async Task Socket_OverHttp_DoesNotOpen()
    {
        var answer = await Site.HttpVisitor.SendHandshakeAsync($"{Site.Root}/ws", $"Origin: http://{Visitor.Site}");

        Assert.NotEqual(101, answer.Status);
    }

    private static bool IsTaken(RawResponse answer) => $"{answer.Header("Location")}{answer.Body}".Contains("evil", StringComparison.Ordinal);
}
