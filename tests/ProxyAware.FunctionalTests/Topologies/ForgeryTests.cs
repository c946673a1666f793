using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Whatever a client writes into forwarding headers, the answer is that of an honest request, to the last byte.</summary>
public abstract class ForgeryTests<TSite>(TSite site) : IdentityTests<TSite>(site)
    where TSite : TopologySite
{
    [SiteTheory]
    [MemberData(nameof(ForgedHeaders.Names), MemberType = typeof(ForgedHeaders))]
    public async Task Forgery_OverHttps_ChangesNothing(string name)
    {
        var honest = await Site.HonestAnswer;

        var forged = await Site.HttpsVisitor.SendRawAsync(Whoami, ForgedHeaders.Lines(name));

        Assert.Equal((TopologySite.Client, "https", Visitor.Site), Identity(honest.Whoami()));
        if (Site.AnsweredByAProxy.Contains(name))
        {
            Assert.Equal(400, forged.Status);
            Assert.DoesNotContain("PA", forged.Body, StringComparison.Ordinal);
            return;
        }

        Assert.Equal((200, honest.Body), (forged.Status, forged.Body));
    }

    [SiteFact]
    public async Task Forgeries_InAnyMixture_ChangeNothing()
    {
        var honest = await Site.HonestAnswer;

        foreach (var lines in ForgedHeaders.Mixtures(40))
        {
            var forged = await Site.HttpsVisitor.SendRawAsync(Whoami, lines);
            Assert.True((forged.Status, forged.Body) == (200, honest.Body), $"{string.Join('\n', lines)}\n\n{forged.Status} {forged.Body}");
        }
    }

    [SiteTheory]
    [MemberData(nameof(ForgedHeaders.Names), MemberType = typeof(ForgedHeaders))]
    public async Task Forgery_OverHttp_IsRedirectedLikeAnybody(string name)
    {
        var honest = await Site.HttpVisitor.SendRawAsync(Whoami);

        var forged = await Site.HttpVisitor.SendRawAsync(Whoami, ForgedHeaders.Lines(name));

        Assert.InRange(honest.Status, 301, 308);
        if (Site.AnsweredByAProxy.Contains(name))
        {
            Assert.InRange(forged.Status, 301, 400);
            return;
        }

        Assert.Equal((honest.Status, honest.Header("Location"), honest.Body), (forged.Status, forged.Header("Location"), forged.Body));
    }

    /// <summary>Requests that no header is well-formed in: refused by whoever sees them first, or none the wiser.</summary>
    [SiteTheory]
    [InlineData("X-Forwarded-For : 6.6.6.6")]
    [InlineData("X-Forwarded-For\t: 6.6.6.6", "X-Forwarded-Proto : http")]
    [InlineData("Host: evil.example")]
    [InlineData("X-Forwarded-For")]
    [InlineData(": 6.6.6.6")]
    [InlineData("X-Junk: 1\r\n X-Forwarded-For: 6.6.6.6")]
    public async Task MalformedForgery_IsRefusedOrChangesNothing(params string[] headerLines)
    {
        var honest = await Site.HonestAnswer;

        var forged = await Site.HttpsVisitor.SendRawAsync(Whoami, headerLines);

        Assert.True(forged.Status == 400 || (forged.Status, forged.Body) == (200, honest.Body), $"{forged.Status} {forged.Body}");
    }

    /// <summary>Fields behind a body are no headers, whatever a proxy makes of them (RFC 9110, 6.5.1).</summary>
    [SiteFact]
    public async Task Forgery_BehindTheBody_ChangesNothing()
    {
        const string Body = "{\"action\":\"trailed\",\"user\":\"trailer\"}";

        var answer = await Site.HttpsVisitor.SendLinesAsync(
            $"POST {Site.Root}/audit HTTP/1.1",
            $"Host: {Visitor.Site}",
            "Connection: close",
            "Content-Type: application/json",
            "Transfer-Encoding: chunked",
            "Trailer: X-Forwarded-For, X-Forwarded-Proto",
            "",
            $"{Body.Length:x}",
            Body,
            "0",
            "X-Forwarded-For: 6.6.6.6",
            "X-Forwarded-Proto: http",
            "Forwarded: for=6.6.6.6;proto=http");

        Assert.Equal(201, answer.Status);
        Assert.Contains($"\"clientIp\":\"{TopologySite.Client}\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("\"scheme\":\"https\"", answer.Body, StringComparison.Ordinal);
    }

    /// <summary>HTTP/2 has no header that names others hop-by-hop, and its clients write names in lower case.</summary>
    [SiteFact]
    public async Task Forgeries_OverHttp2_ChangeNothing()
    {
        using var client = Site.HttpsVisitor.CreateHttpClient(HttpVersion.Version20);
        var honest = await client.GetStringAsync(new Uri(Whoami, UriKind.Relative));
        var names = ForgedHeaders.All.Where(name => ForgedHeaders.FitsHttp2(name) && !Site.AnsweredByAProxy.Contains(name)).ToList();

        foreach (var name in names)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Whoami, UriKind.Relative)) { Version = HttpVersion.Version20 };
            foreach (var line in ForgedHeaders.Lines(name).Select(line => line.Split(':', 2)))
            {
                Assert.True(request.Headers.TryAddWithoutValidation(line[0], line[1].Trim()), name);
            }

            using var response = await client.SendAsync(request);
            Assert.Equal((name, HttpStatusCode.OK, honest), (name, response.StatusCode, await response.Content.ReadAsStringAsync()));
        }

        Assert.True(names.Count > 40, $"{names.Count}");
    }

    private static (string? ClientIp, string Scheme, string Host) Identity(WhoamiAnswer answer) => (answer.ClientIp, answer.Scheme, answer.Host);
}
