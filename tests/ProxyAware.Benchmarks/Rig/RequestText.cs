using System.Net;
using System.Text;

namespace ProxyAware.Benchmarks.Rig;

/// <summary>A request as a proxy sends it on: what a browser sends, and what the proxy adds.</summary>
/// <param name="Start">The request line.</param>
/// <param name="Host">The host.</param>
/// <param name="Peer">The address of the proxy.</param>
internal sealed record RequestText(string Start, string Host, IPAddress Peer)
{
    private const string Browser = """
        User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36
        Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8
        Accept-Encoding: gzip, deflate, br, zstd
        Accept-Language: en-GB,en;q=0.9
        Cookie: session=3f1c0d9e7a5b4c2d8e6f
        """;

    // Only to URLs that it takes for safe.
    private const string FetchMetadata = """
        Sec-Fetch-Site: same-origin
        Sec-Fetch-Mode: navigate
        Sec-Fetch-Dest: document
        """;

    private readonly List<string> _lines = [];

    // What a program sends that is no browser.
    private const string Program = """
        User-Agent: curl/8.16.0
        Accept: */*
        """;

    /// <summary>Gets whether it is a browser that sent it.</summary>
    public bool IsBrowser { get; init; } = true;

    /// <summary>Gets whether the browser came by https.</summary>
    public bool IsSecure { get; init; } = true;

    public static RequestText Get(IPAddress peer) => new("GET /orders?page=2 HTTP/1.1", "app.example.com", peer);

    /// <summary>Gets the target of the request.</summary>
    public string Target => Start.Split(' ')[1];

    /// <summary>Gets all header lines.</summary>
    public IEnumerable<string> Headers => [$"Host: {Host}", .. Lines(IsBrowser ? Browser : Program), .. IsBrowser && IsSecure ? Lines(FetchMetadata) : [], .. _lines];

    public RequestText With(string name, string value)
    {
        _lines.Add($"{name}: {value}");
        return this;
    }

    public byte[] ToBytes() =>
        Encoding.ASCII.GetBytes(string.Join("\r\n", [Start, .. Headers, "", ""]));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries);
}
