using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Peers;

/// <summary>
/// The same headers through nginx' realip module, as it runs on this machine, and through ProxyAware. Where the two differ on purpose, the row says why;
/// otherwise they must agree.
/// </summary>
public sealed class NginxRealIpTests(NginxRealIpSite nginx) : IClassFixture<NginxRealIpSite>
{
    private const string Trusted = "127.0.0.2, 10.0.0.0/24, 2001:db8:a::/48, unix";

    private const string Unknown = "-";

    [NginxTheory]
    [InlineData("one proxy", "127.0.0.2", "203.0.113.7", "203.0.113.7")]
    [InlineData("what the client wrote stands to the left", "127.0.0.2", "6.6.6.6, 203.0.113.7", "203.0.113.7")]
    [InlineData("two proxies", "127.0.0.2", "203.0.113.7, 10.0.0.2", "203.0.113.7")]
    [InlineData("a trusted address left of the client", "127.0.0.2", "10.0.0.3, 203.0.113.7, 10.0.0.2", "203.0.113.7")]
    [InlineData("all trusted: the left-most", "127.0.0.2", "10.0.0.3, 10.0.0.2", "10.0.0.3")]
    [InlineData("a peer that is not trusted", "127.0.0.9", "203.0.113.7", "127.0.0.9")]
    [InlineData("several lines", "127.0.0.2", "6.6.6.6|203.0.113.7, 10.0.0.3|10.0.0.2", "203.0.113.7")]
    [InlineData("empty elements", "127.0.0.2", "203.0.113.7, , ,10.0.0.2,,", "203.0.113.7")]
    [InlineData("nothing", "127.0.0.2", "", "127.0.0.2")]
    [InlineData("commas", "127.0.0.2", ",, ,", "127.0.0.2")]
    [InlineData("a port", "127.0.0.2", "6.6.6.6, 203.0.113.7:4711", "203.0.113.7")]
    [InlineData("IPv6", "127.0.0.2", "2001:db8:b::7, 2001:db8:a::1", "2001:db8:b::7")]
    [InlineData("IPv6 with a port", "127.0.0.2", "[2001:db8:b::7]:4711", "2001:db8:b::7")]
    [InlineData("a trusted address in its IPv4-mapped form", "127.0.0.2", "203.0.113.7, ::ffff:10.0.0.2", "203.0.113.7")]
    [InlineData("an unpaired quote", "127.0.0.2", "\"x, 203.0.113.7", "203.0.113.7")]
    [InlineData("garbage beyond the client", "127.0.0.2", "garbage, 203.0.113.7, 10.0.0.2", "203.0.113.7")]
    [InlineData("a Unix socket", "unix", "203.0.113.7, 10.0.0.2", "203.0.113.7")]
    [InlineData("many forged elements", "127.0.0.2", "+1000:6.6.6.6|203.0.113.7", "203.0.113.7")]
    public async Task Client_BothFind_IsTheSame(string name, string peer, string header, string client)
    {
        Assert.NotEmpty(name);
        var lines = Lines("X-Forwarded-For", header);

        Assert.Equal((client, client), (await nginx.AskAsync("RECURSIVE_PORT", peer, lines), Resolve(peer, lines, o => o.TrustProxy = Trusted)));
    }

    [NginxTheory]
    [InlineData("an IPv4-mapped client is the IPv4 client: one person, one address", "::ffff:203.0.113.7", "::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("brackets without a port are an address (RFC 3986), nginx cannot read them", "[2001:db8:b::7]", "127.0.0.2", "2001:db8:b::7")]
    [InlineData("a tab is white space as good as a space (RFC 9110, 5.6.3)", "203.0.113.7,\t10.0.0.2", "127.0.0.2", "203.0.113.7")]
    [InlineData("a hidden client is nobody, never the proxy", "unknown, 10.0.0.2", "10.0.0.2", Unknown)]
    [InlineData("an obfuscated client likewise", "_hidden", "127.0.0.2", Unknown)]
    [InlineData("garbage from a trusted proxy is nobody (by default 400), never the proxy", "garbage, 10.0.0.2", "10.0.0.2", Unknown)]
    [InlineData("a zone names an interface of somebody else's machine", "fe80::1%1", "127.0.0.2", Unknown)]
    [InlineData("leading zeros: decimal here, octal there, 8.0.0.7 in .NET", "010.0.113.7", "10.0.113.7", Unknown)]
    [InlineData("a space separates nothing in a list (RFC 9110, 5.6.1)", "203.0.113.7 10.0.0.2", "203.0.113.7", Unknown)]
    [InlineData("0.0.0.0 is nobody's address", "0.0.0.0", "0.0.0.0", Unknown)]
    [InlineData("a walk ends after 32 elements, whoever wrote them", "+40:10.0.0.3", "10.0.0.3", Unknown)]
    public async Task Client_OnPurpose_Differs(string difference, string header, string nginxClient, string client)
    {
        Assert.NotEmpty(difference);
        var lines = Lines("X-Forwarded-For", header);

        Assert.Equal((nginxClient, client), (await nginx.AskAsync("RECURSIVE_PORT", "127.0.0.2", lines), Resolve("127.0.0.2", lines, o => o.TrustProxy = Trusted)));
    }

    // real_ip_recursive off takes the last address, whoever it is: a hop count of 1 with the same peers.
    [NginxTheory]
    [InlineData("127.0.0.2", "6.6.6.6, 203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.2", "203.0.113.7, 10.0.0.2", "10.0.0.2")]
    [InlineData("127.0.0.9", "203.0.113.7", "127.0.0.9")]
    [InlineData("127.0.0.2", "", "127.0.0.2")]
    public async Task Client_WithoutRecursion_IsThatOfOneHop(string peer, string header, string client)
    {
        var lines = Lines("X-Forwarded-For", header);

        Assert.Equal(
            (client, client), (await nginx.AskAsync("LAST_PORT", peer, lines), Resolve(peer, lines, o => (o.TrustProxy, o.HopPeers) = ("1", [Trusted]))));
    }

    [NginxTheory]
    [InlineData("", "203.0.113.7", "203.0.113.7", "203.0.113.7")]
    [InlineData("", "2001:db8:b::7", "2001:db8:b::7", "2001:db8:b::7")]
    [InlineData("a list in a header for one address is no address", "6.6.6.6, 203.0.113.7", "203.0.113.7", Unknown)]
    public async Task Client_OfXRealIp_IsItsOnlyAddress(string difference, string header, string nginxClient, string client)
    {
        Assert.Equal(difference.Length == 0, nginxClient == client);
        var lines = Lines("X-Real-IP", header);

        Assert.Equal(
            (nginxClient, client),
            (await nginx.AskAsync("SINGLE_PORT", "127.0.0.2", lines),
                Resolve("127.0.0.2", lines, o => (o.TrustProxy, o.ForwardedForHeader) = (Trusted, "X-Real-IP"))));
    }

    /// <summary>Lines are separated by <c>|</c>; <c>+n:element</c> is a line of n elements.</summary>
    private static string[] Lines(string name, string header) => [.. header.Split('|').Select(v => $"{name}: {Repeat(v)}")];

    private static string Repeat(string line) =>
        line is ['+', .. var rest] && rest.Split(':', 2) is [var count, var element]
            ? string.Join(", ", Enumerable.Repeat(element, int.Parse(count, CultureInfo.InvariantCulture)))
            : line;

    private static string Resolve(string peer, string[] lines, Action<ProxyAwareOptions> configure)
    {
        var options = new ProxyAwareOptions();
        configure(options);
        var headers = new HeaderDictionary();
        foreach (var line in lines)
        {
            var parts = line.Split(": ", 2);
            headers[parts[0]] = StringValues.Concat(headers[parts[0]], parts[1]);
        }

        var from = peer == "unix" ? ProxyPeer.UnixSocket : ProxyPeer.FromAddress(IPAddress.Parse(peer));
        return new ProxyResolver(options).Resolve(from, headers).ClientAddress?.ToString() ?? Unknown;
    }
}
