using System.Diagnostics.CodeAnalysis;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>What must hold behind every recorded proxy.</summary>
/// <typeparam name="TProxy">The tests that name the folder.</typeparam>
[SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "xUnit reads rows from static members of the tests' class.")]
public abstract class RecordedTests<TProxy>(RecordedSites<TProxy> sites) : IClassFixture<RecordedSites<TProxy>>
    where TProxy : IRecordedProxy
{
    private const string Get = RecordedSite.Get;

    private const string WebSocket = RecordedSite.WebSocket;

    /// <summary>Somebody on the network who is no proxy.</summary>
    private const string Stranger = "127.0.0.9";

    public static TheoryData<string, string> Requests =>
        Rows(name => Recording.Read(TProxy.Folder, name).Requests.Select(r => r.Name));

    public static TheoryData<string, string> Forgeries => Rows(_ => ForgedHeaders.Names.Select<object[], string>(n => (string)n[0]));

    public static TheoryData<string> Names => [.. Recording.Names(TProxy.Folder)];

    public static TheoryData<string> NamesWithStrangers => [.. Having(r => !r.Has("strangers-are-served"))];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_AsTheProxySendsIt_IsUnderstood(string name, string request)
    {
        var site = await sites.GetAsync(name);
        var sent = site.Recording.Request(request);
        switch (sent.Expected("status"))
        {
            case null:
                Check(sent, (await Replay.SendAsync(site.Proxy, sent)).Whoami());
                break;
            case "101":
                Check(sent, await Replay.AskOverWebSocketAsync(site.Proxy, sent));
                break;
            case var status:
                var response = await Replay.SendAsync(site.Proxy, sent);
                Assert.Equal((status, sent.Expected("location")), ($"{response.Status}", response.Header("Location")));
                Assert.Contains(sent.Expected("body", ""), response.Body, StringComparison.Ordinal);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Forgery_ThroughTheProxy_ChangesNothing(string name, string forgery)
    {
        var site = await sites.GetAsync(name);
        var honest = site.Recording.Request(Get);
        var forged = site.ClientHeaders.Forge(honest, ForgedHeaders.Lines(forgery));

        var answer = (await Replay.SendAsync(site.Proxy, forged)).Whoami();

        Check(honest, answer);
        Assert.Equal(await site.HonestAnswerAsync(), answer);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task WebSocket_OfAForger_KnowsItsVisitor(string name)
    {
        var site = await sites.GetAsync(name);
        var honest = site.Recording.Request(WebSocket);

        Check(honest, await Replay.AskOverWebSocketAsync(site.Proxy, site.ClientHeaders.Forge(honest, ForgedHeaders.Lines("everything"))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task WebSocket_OfAnotherSite_IsRefused(string name)
    {
        var site = await sites.GetAsync(name);

        var response = await Replay.SendAsync(site.Proxy, site.Recording.Request(WebSocket).With("Origin", "https://evil.example"));

        Assert.Equal(403, response.Status);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Redirect_OfTheApp_StaysBelowItsRoot(string name)
    {
        var site = await sites.GetAsync(name);
        var honest = site.Recording.Request(Get);

        var response = await Replay.SendAsync(site.Proxy, honest.For("/go"));

        Assert.Equal((302, honest.Expected("root", "") + "/whoami"), (response.Status, response.Header("Location")));
    }

    [Theory]
    [MemberData(nameof(NamesWithStrangers))]
    public async Task Request_PastTheProxy_IsNotBelieved(string name)
    {
        var site = await sites.GetAsync(name);

        // The app knows of https, so clear text from somebody whose headers are not believed is sent away or told why it is not;
        // and a path that was stripped is outside the root when nobody credible says so.
        var response = await Replay.SendAsync(site.From(Stranger), site.Recording.Request(Get));

        Assert.Contains(response.Status, new[] { 307, 400, 404 });
        Assert.DoesNotContain("clientIp", response.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Settings_OfThePage_WarnOfNothingElse(string name)
    {
        var site = await sites.GetAsync(name);

        Assert.Equal(site.Recording.All("warning"), site.Warnings);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Page_OfTheProxy_SaysWhatBecomesOfAClientsHeaders(string name) =>
        Assert.True((await sites.GetAsync(name)).ClientHeaders.Count > 2);

    private static IEnumerable<string> Having(Func<Recording, bool> property) =>
        Recording.Names(TProxy.Folder).Where(name => property(Recording.Read(TProxy.Folder, name)));

    private static TheoryData<string, string> Rows(Func<string, IEnumerable<string>> second)
    {
        var rows = new TheoryData<string, string>();
        foreach (var name in Recording.Names(TProxy.Folder))
        {
            foreach (var value in second(name))
            {
                rows.Add(name, value);
            }
        }

        return rows;
    }

    private static void Check(RecordedRequest sent, WhoamiAnswer answer)
    {
        var url = new Uri(sent.Expected("url") ?? throw new InvalidOperationException($"'{sent.Name}' must say '# @url'."));
        var root = sent.Expected("root", "");
        Assert.Equal(
            (sent.Expected("client") is "-" ? null : sent.Expected("client"), sent.Expected("quality", "Proxied"), url.Scheme, url.Scheme == "https", url.Authority),
            (answer.ClientIp, answer.ClientQuality, answer.Scheme, answer.IsHttps, answer.Host));
        Assert.Equal((root, url.AbsolutePath[root.Length..], url.OriginalString), (answer.PathBase, answer.Path, answer.SelfUrl));
    }
}
