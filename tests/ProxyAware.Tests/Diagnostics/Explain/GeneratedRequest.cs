using System.Globalization;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Diagnostics.Explain;

/// <summary>A request as proxies, browsers and attackers send it, in any mixture.</summary>
internal sealed record GeneratedRequest(string Method, string Target, string Path, string Peer, bool IsHttps, IReadOnlyList<(string Name, string Value)> Headers)
{
    public const int PeerPort = 5555;

    private static readonly (string Target, string Path)[] Targets =
    [
        ("/", "/"), ("/?q=1&r=%20", "/"), ("/secret", "/secret"), ("/secret/", "/secret/"), ("/secret?x", "/secret"), ("/secret/x", "/secret/x"), ("/secretx", "/secretx"),
        ("/SECRET/x", "/SECRET/x"), ("/secret/secret/admin?y=%2F", "/secret/secret/admin"), ("/ping", "/ping"), ("/secret/ping", "/secret/ping"), ("/a%20b", "/a b"), ("/a%2Fb", "/a%2Fb"),
        ("/secret/%2e%2e/x", "/x"), ("/%E2%82%AC", "/\u20ac"), ("/signin-oidc", "/signin-oidc"), ("//evil.example/", "//evil.example/"), ("/a\\b", "/a\\b"), ("/%252e%252e/x", "/%2e%2e/x"),
    ];

    private static readonly string[] Hosts =
    [
        "ops.example.com", "ops.example.com:8443", "ops.example.com:80", "a.example", "localhost", "localhost:5000", "127.0.0.1", "[::1]:80", "10.0.0.9", "evil.example", "xn--mnchen-3ya.example",
        "a_b.example", "1.2.3", "",
    ];

    private static readonly string[] Addresses =
    [
        "203.0.113.7", "6.6.6.6", "10.0.0.1", "10.0.0.5", "127.0.0.1", "2001:db8::7", "[2001:db8::7]:4711", "203.0.113.7:80", "unknown", "_hidden", "010.0.0.1", "0.0.0.0", "::ffff:10.0.0.1", "garbage", "",
    ];

    private static readonly string[] Origins =
    [
        "https://ops.example.com", "http://ops.example.com", "https://ops.example.com:8443", "https://a.example", "https://evil.example", "http://localhost:5000", "http://localhost", "null", "",
        "https://x.example.net", "wss://ops.example.com", "https://ops.example.com/",
    ];

    private static readonly string[] OtherForwarding =
    [
        "X-Forwarded-Server", "X-Original-Host", "Front-End-Https", "X-Forwarded-Ssl", "X-Forwarded-Scheme", "X-Url-Scheme", "True-Client-IP", "X_Forwarded_For", "Via",
    ];

    public bool PeerHasAddress => Peer is not ("unix" or "in-memory");

    public static GeneratedRequest Make(Random random, params ReadOnlySpan<string> peers)
    {
        var (target, path) = Targets[random.Next(Targets.Length)];
        var headers = new List<(string Name, string Value)> { ("Host", HostileText.Pick(random, Hosts)) };
        AddForwarding(random, headers);
        AddBrowser(random, headers);
        return new(
            random.Next(3) > 0 ? "GET" : HostileText.Pick(random, "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"), target, path, HostileText.Pick(random, peers), random.Next(4) == 0, headers);
    }

    /// <summary>The request as a text for <c>explain</c>.</summary>
    public string ToText(string? peer = null, bool? isHttps = null)
    {
        var port = !PeerHasAddress ? "" : string.Create(CultureInfo.InvariantCulture, $":{PeerPort}");
        var address = Peer.Contains(':', StringComparison.Ordinal) ? $"[{Peer}]" : Peer;
        return $"# peer: {peer ?? address + port}\n# scheme: {(isHttps ?? IsHttps ? "https" : "http")}\n{ToWire()}";
    }

    /// <summary>The request as it is on the wire, with the ends of lines that a text file has.</summary>
    public string ToWire() => $"{Method} {Target} HTTP/1.1\n{string.Concat(Headers.Select(h => $"{h.Name}: {h.Value}\n"))}\n";

    public override string ToString() => ToText();

    private static void AddForwarding(Random random, List<(string Name, string Value)> headers)
    {
        Add("X-Forwarded-For", 2, () => string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => HostileText.Pick(random, Addresses))));
        Add("X-Forwarded-Proto", 2, () => HostileText.Pick(random, "https", "http", "wss", "HTTPS", "http, https", "javascript", ""));
        Add("X-Forwarded-Host", 4, () => HostileText.Pick(random, "ops.example.com", "evil.example", "a.example:8443", "ops.example.com, a.example", "a b"));
        Add("X-Forwarded-Port", 5, () => HostileText.Pick(random, "443", "80", "8443", "0", "x"));
        Add("X-Forwarded-Prefix", 5, () => HostileText.Pick(random, "/secret", "/", "/other", "//evil", "/a/..", "/secret, /x"));
        Add("Forwarded", 4, () => HostileText.Pick(
            random, "for=203.0.113.7;proto=https;host=ops.example.com", "for=6.6.6.6, for=10.0.0.1;proto=http", "for=unknown;proto=https", "proto=https", "for=\"[2001:db8::7]:80\"", "for=\"x"));
        Add("X-Real-IP", 5, () => HostileText.Pick(random, Addresses));
        Add(HostileText.Pick(random, OtherForwarding), 4, () => HostileText.Pick(random, "https", "on", "1.1 proxy", "6.6.6.6"));

        void Add(string name, int rarity, Func<string> value)
        {
            for (var lines = random.Next(rarity) == 0 ? random.Next(1, 3) : 0; lines > 0; lines--)
            {
                headers.Add((HostileText.Recase(random, name), (random.Next(3) == 0 ? HostileText.Make(random) : value()).Trim(' ', '\t')));
            }
        }
    }

    private static void AddBrowser(Random random, List<(string Name, string Value)> headers)
    {
        Add(3, "Origin", Origins);
        Add(4, "Sec-Fetch-Site", "same-origin", "cross-site", "none", "same-site");
        Add(8, "Referer", "https://ops.example.com/x", "http://localhost/", "http://evil.example/");
        Add(8, "Authorization", "Bearer x", "Basic x");
        if (random.Next(4) > 0)
        {
            return;
        }

        headers.AddRange([("Upgrade", "websocket"), ("Connection", "Upgrade")]);
        Add(2, "Sec-WebSocket-Version", "13", "13", "8");
        Add(2, "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "short");

        void Add(int rarity, string name, params string[] values)
        {
            if (random.Next(rarity) == 0)
            {
                headers.Add((name, HostileText.Pick(random, values)));
            }
        }
    }
}
