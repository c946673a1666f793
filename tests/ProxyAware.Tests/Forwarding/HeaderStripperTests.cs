using Microsoft.AspNetCore.Http;
using ProxyAware.Forwarding;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Forwarding;

/// <summary>What is left of the forwarding headers when the app sees a request.</summary>
public class HeaderStripperTests
{
    private static readonly string[] ForwardingNames =
    [
        "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Ssl", "X-Forwarded-Scheme",
        "X-Forwarded-Server", "X-Forwarded-By", "Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP",
        "Fly-Client-IP", "X-Azure-ClientIP", "X-Cluster-Client-IP", "Front-End-Https", "X-Url-Scheme", "X-Original-For", "X-Original-Proto",
        "X-Original-Host", "X-Original-Prefix", "X-Original-Forwarded-For",
    ];

    private static readonly string[] OtherNames =
        ["Via", "Host", "Origin", "X_Forwarded_For", "X-Forwarded-For-2", "X-Forwarded", "X-Original-URL", "X-Request-ID", "Forwarded-For"];

    public static TheoryData<string, string> EveryNameOfUntrustedPeers
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in ForwardingNames)
            {
                data.Add(name, "203.0.113.1");
                data.Add(name.ToUpperInvariant(), "203.0.113.1");
                data.Add(name.ToLowerInvariant(), "unknown");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryNameOfUntrustedPeers))]
    public void Strip_UntrustedPeer_RemovesEveryName(string name, string peer)
    {
        var headers = Strip("1", peer, _ => { }, [$"{name}: x", $"{name}: y", .. OtherNames.Select(n => $"{n}: kept")]);
        Assert.Equal(OtherNames.Order(StringComparer.Ordinal), headers.Keys.Order(StringComparer.Ordinal));
        Assert.All(headers, h => Assert.Equal("kept", h.Value.ToString()));
    }

    [Fact]
    public void Strip_TrustedPeer_RemovesWhatIsNotRead()
    {
        var headers = Strip("1", "10.0.0.1", _ => { }, [.. ForwardingNames.Select(n => $"{n}: {Valid(n)}"), .. OtherNames.Select(n => $"{n}: kept")]);
        Assert.Equal(OtherNames.Append("X-Forwarded-For").Append("X-Forwarded-Proto").Order(StringComparer.Ordinal), headers.Keys.Order(StringComparer.Ordinal));

        static string Valid(string name) => name switch { "X-Forwarded-For" => "203.0.113.7", "X-Forwarded-Proto" => "https", _ => "x" };
    }

    [Theory]
    [InlineData("1", "X-Forwarded-For: 6.6.6.6, 203.0.113.7", "203.0.113.7")]
    [InlineData("10.0.0.0/8", "X-Forwarded-For: 6.6.6.6, 203.0.113.7, 10.0.0.2", "203.0.113.7")]
    [InlineData("1", "X-Forwarded-For: 203.0.113.7:4711", "203.0.113.7:4711")]
    [InlineData("1", "X-Forwarded-For:  203.0.113.7 ,, ", "203.0.113.7")]
    [InlineData("1", "X-Forwarded-For: unknown", "unknown")]
    [InlineData("1", "X-Forwarded-For: garbage", null)]
    [InlineData("1", "X-Forwarded-For: ,,", null)]
    [InlineData("1", "X-Forwarded-Proto: http, HTTPS", "HTTPS")]
    [InlineData("1", "X-Forwarded-Proto: javascript", null)]
    [InlineData("1", "X-Forwarded-Host: evil.example, example.com:8443", "example.com:8443")]
    [InlineData("1", "X-Forwarded-Host: user@evil", null)]
    [InlineData("1", "X-Forwarded-Port: 80, 8443", "8443")]
    [InlineData("1", "X-Forwarded-Port: 0", null)]
    [InlineData("1", "X-Forwarded-Prefix: //evil, /app/", "/app/")]
    [InlineData("1", "X-Forwarded-Prefix: //evil", null)]
    public void Strip_TrustedPeer_KeepsTheAcceptedElement(string trust, string line, string? kept)
    {
        var headers = Strip(trust, "10.0.0.1", RightMostHeaders.ReadAll, [line]);
        Assert.Equal(kept, headers[line[..line.IndexOf(':', StringComparison.Ordinal)]]);
        Assert.Equal(kept is null ? 0 : 1, headers.Count);
    }

    [Fact]
    public void Strip_SeveralLines_LeavesOne()
    {
        var headers = Strip("1", "10.0.0.1", _ => { }, ["X-Forwarded-For: 6.6.6.6", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: http", "X-Forwarded-Proto: https"]);
        Assert.Equal("203.0.113.7", Assert.Single(headers["X-Forwarded-For"]));
        Assert.Equal("https", Assert.Single(headers["X-Forwarded-Proto"]));
    }

    [Theory]
    [InlineData("for=6.6.6.6, for=203.0.113.7;proto=https, for=10.0.0.2", "for=203.0.113.7;proto=https")]
    [InlineData("for=unknown;proto=https", "for=unknown;proto=https")]
    [InlineData("garbage", null)]
    public void Strip_Forwarded_KeepsTheAcceptedElement(string header, string? kept)
    {
        var headers = Strip("10.0.0.0/8", "10.0.0.1", o => o.ProxyHeaders = ProxyHeaderFamily.Forwarded, [$"Forwarded: {header}", "X-Forwarded-For: 6.6.6.6"]);
        Assert.Equal(kept, headers["Forwarded"]);
        Assert.False(headers.ContainsKey("X-Forwarded-For"));
    }

    [Theory]
    [InlineData("10.0.0.1", "203.0.113.7")]
    [InlineData("203.0.113.1", null)]
    public void Strip_CustomNames_AreForwardingHeadersToo(string peer, string? kept)
    {
        var headers = Strip(
            "1", peer, o => (o.ForwardedForHeader, o.ProtocolHeader) = ("My-Client", "My-Proto=yes"), ["My-Client: 203.0.113.7", "my-proto: yes", "X-Forwarded-For: 6.6.6.6"]);
        Assert.Equal(kept, headers["My-Client"]);
        Assert.Equal(kept is null ? null : "yes", headers["My-Proto"]);
        Assert.False(headers.ContainsKey("X-Forwarded-For"));
    }

    [Fact]
    public void Strip_SingleValue_IsTrimmed() =>
        Assert.Equal("203.0.113.7", Strip("1", "10.0.0.1", o => o.ForwardedForHeader = "X-Real-IP", ["X-Real-IP: 203.0.113.7  "])["X-Real-IP"]);

    [Theory]
    [InlineData("_{0}", true)]
    [InlineData("_{0}", false)]
    public void Strip_LongHiddenElement_IsDroppedWhateverStandsBeside(string format, bool prefixed)
    {
        var element = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, new string('a', 4000));
        var headers = Strip("1", "10.0.0.1", _ => { }, [$"X-Forwarded-For: {(prefixed ? "x, " : "")}{element}"]);
        Assert.False(headers.ContainsKey("X-Forwarded-For"));
    }

    [Fact]
    public void Strip_UnchangedValue_IsNotWrittenAgain()
    {
        var value = new string("203.0.113.7".AsSpan());
        var headers = new HeaderDictionary { ["X-Forwarded-For"] = value };
        Strip("1", "10.0.0.1", _ => { }, headers);
        Assert.Same(value, headers["X-Forwarded-For"][0]);
    }

    private static HeaderDictionary Strip(string trust, string peer, Action<ProxyAwareOptions> configure, IEnumerable<string> lines)
    {
        var headers = Requests.Headers(lines);
        Strip(trust, peer, configure, headers);
        return headers;
    }

    private static void Strip(string trust, string peer, Action<ProxyAwareOptions> configure, HeaderDictionary headers)
    {
        var resolver = Requests.Resolver(trust, configure);
        var scan = HeaderScan.Run(resolver.Plan, headers);
        var data = default(ResolutionData);
        resolver.Resolve(Requests.Peer(peer), scan, ref data, out var accepted);
        HeaderStripper.Strip(resolver.Plan, scan, accepted, headers);
    }
}
