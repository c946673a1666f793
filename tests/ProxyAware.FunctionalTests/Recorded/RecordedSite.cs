using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>
/// The real sample with the settings that the proxy's page shows, in a file appsettings.json as users have it. Only the proxy's addresses are others: the
/// replay comes from this machine, so where a page names a network, the recording says which loopback address stands for it.
/// </summary>
internal sealed partial class RecordedSite : IAsyncDisposable
{
    /// <summary>The request that every recording has.</summary>
    public const string Get = "get";

    public const string WebSocket = "websocket";

    private const string OriginRefused = "PA4003";

    /// <summary>More than any finding needs.</summary>
    private const int HonestRequests = 30;

    private readonly TempFolder _folder = new();

    private readonly TestPki _pki;

    private readonly bool _https;

    private readonly ProxyPage _page;

    private SampleApp? _app;

    private WhoamiAnswer? _honest;

    private string _output = "";

    private RecordedSite(Recording recording)
    {
        Recording = recording;
        _page = ProxyPage.Read(recording.Section);
        ClientHeaders = recording.All("headers") is [var other] ? ProxyPage.Read(other).ClientHeaders : _page.ClientHeaders;
        _https = recording.Has("https");
        _pki = new("app.example.com");
    }

    public Recording Recording { get; }

    /// <summary>What the proxy does to the headers that a client sent itself.</summary>
    public ClientHeaders ClientHeaders { get; }

    public SampleApp App => _app ?? throw new InvalidOperationException("The app does not run.");

    /// <summary>The proxy.</summary>
    public Visitor Proxy => From(Recording.Peer);

    public Visitor From(string address) => new(App.EndPoint, address, _https ? _pki.ClientOptions("app.example.com") : null);

    public static async Task<RecordedSite> StartAsync(string folder, string name)
    {
        var site = new RecordedSite(Recording.Read(folder, name));
        try
        {
            await site.StartAsync(folder);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the app says of the request to which the client added nothing.</summary>
    public async Task<WhoamiAnswer> HonestAnswerAsync() => _honest ??= (await Replay.SendAsync(Proxy, Recording.Request(Get))).Whoami();

    /// <summary>The codes of the warnings and errors that the app wrote when it started and while nobody but honest clients used it.</summary>
    public IEnumerable<string> Warnings => WarningCode().Matches(_output).Select(m => m.Groups[1].Value);

    public async ValueTask DisposeAsync()
    {
        await (_app?.DisposeAsync() ?? default);
        _pki.Dispose();
        _folder.Dispose();
    }

    private async Task StartAsync(string folder)
    {
        var settings = JsonNode.Parse(_page.Settings)!;
        foreach (var swap in Recording.All("swap").Select(s => s.Split(" -> ", StringSplitOptions.TrimEntries)))
        {
            Swap(settings["ProxyAware"]!.AsObject(), swap[0], swap[1]);
        }

        await File.WriteAllTextAsync(_folder.File("appsettings.json"), settings.ToJsonString());
        foreach (var file in Recording.All("file"))
        {
            // The published ranges; and, where nothing else stands for the proxy, one more line for the address that the replay comes from.
            var ranges = await File.ReadAllTextAsync(RecordingFolder.Of(folder, file));
            await File.WriteAllTextAsync(_folder.File(file), Recording.Has("swap") ? ranges : $"{ranges}\n{Recording.Peer}\n");
        }

        _app = await SampleApp.StartAsync(
            [
                ("ASPNETCORE_CONTENTROOT", _folder.Path),
                ("ASPNETCORE_URLS", _https ? "https://127.0.0.1:0" : "http://127.0.0.1:0"),
                .. _https ? _pki.KestrelEnvironment : [],
                .. Recording.All("environment").Select(e => e.Split('=', 2)).Select(p => (p[0], p[1])),
            ]);
        await BeHonestAsync();
    }

    /// <summary>Ordinary traffic over many connections, and one refusal: once that is in the log, so is all that came before it.</summary>
    private async Task BeHonestAsync()
    {
        for (var i = 0; i < HonestRequests; i++)
        {
            await Replay.SendAsync(Proxy, Recording.Request(Get));
        }

        var refused = await Replay.SendAsync(Proxy, Recording.Request(WebSocket).With("Origin", "https://evil.example"));
        Assert.Equal(403, refused.Status);
        await App.OutputLineAsync(OriginRefused);
        _output = App.Output[..App.Output.LastIndexOf(OriginRefused, StringComparison.Ordinal)];
    }

    /// <summary>Swaps a token of TrustProxy, which must be there: otherwise the recording and the page speak of different things.</summary>
    private static void Swap(JsonObject section, string token, string stand)
    {
        var before = section["TrustProxy"]!.ToJsonString();
        var after = before.Replace(token, stand, StringComparison.Ordinal);
        Assert.True(before != after, $"TrustProxy is {before} and does not name '{token}'.");
        section["TrustProxy"] = JsonNode.Parse(after);
    }

    [GeneratedRegex("^(?:warn|fail|crit): .*\\n\\s+(PA[0-9]{4})", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WarningCode();
}
