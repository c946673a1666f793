using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Peers;

/// <summary>
/// The same request through ASP.NET Core's own forwarded headers and through ProxyAware, with the same proxies trusted and no limit (or the same
/// number of hops). They must agree, or the row says why they do not; threads are dotnet/aspnetcore unless named otherwise.
/// </summary>
public class FrameworkTests
{
    private const string Peer = "10.0.0.1";

    [Theory]
    [InlineData("nothing", "list", "", "10.0.0.1 http - -")]
    [InlineData("one proxy", "list", "X-Forwarded-For: 203.0.113.7|X-Forwarded-Proto: https", "203.0.113.7 https - -")]
    [InlineData("two proxies", "list", "X-Forwarded-For: 203.0.113.7, 10.0.0.2|X-Forwarded-Proto: https, https", "203.0.113.7 https - -")]
    [InlineData("a forged entry", "list", "X-Forwarded-For: 6.6.6.6, 203.0.113.7, 10.0.0.2", "203.0.113.7 http - -")]
    [InlineData("all trusted", "list", "X-Forwarded-For: 10.0.0.3, 10.0.0.2", "10.0.0.3 http - -")]
    [InlineData("one hop", "1", "X-Forwarded-For: 6.6.6.6, 203.0.113.7", "203.0.113.7 http - -")]
    [InlineData("two hops", "2", "X-Forwarded-For: 6.6.6.6, 203.0.113.7, 10.0.0.2", "203.0.113.7 http - -")]
    [InlineData("fewer entries than hops", "5", "X-Forwarded-For: 203.0.113.7, 10.0.0.2", "203.0.113.7 http - -")]
    [InlineData("several lines", "list", "X-Forwarded-For: 6.6.6.6|X-Forwarded-For: 203.0.113.7|X-Forwarded-For: 10.0.0.2", "203.0.113.7 http - -")]
    [InlineData("empty elements", "list", "X-Forwarded-For: 203.0.113.7, ,10.0.0.2,", "203.0.113.7 http - -")]
    [InlineData("a port", "list", "X-Forwarded-For: 203.0.113.7:4711", "203.0.113.7:4711 http - -")]
    [InlineData("IPv6", "list", "X-Forwarded-For: 2001:db8::7", "2001:db8::7 http - -")]
    [InlineData("IPv6 in brackets", "list", "X-Forwarded-For: [2001:db8::7]", "2001:db8::7 http - -")]
    [InlineData("IPv6 with a port", "list", "X-Forwarded-For: [2001:db8::7]:4711", "[2001:db8::7]:4711 http - -")]
    [InlineData("a mapped hop", "list", "X-Forwarded-For: 203.0.113.7, ::ffff:10.0.0.2", "203.0.113.7 http - -")]
    [InlineData("a host", "list", "X-Forwarded-For: 203.0.113.7|X-Forwarded-Host: example.com:8443", "203.0.113.7 http example.com:8443 -")]
    [InlineData(
        "an internationalised host",
        "list", "X-Forwarded-For: 203.0.113.7|X-Forwarded-Host: xn--bcher-kva.example", "203.0.113.7 http xn--bcher-kva.example -")]
    [InlineData("a host of IPv6", "list", "X-Forwarded-For: 203.0.113.7|X-Forwarded-Host: [2001:db8::7]:8443", "203.0.113.7 http [2001:db8::7]:8443 -")]
    [InlineData("a prefix", "list", "X-Forwarded-For: 203.0.113.7|X-Forwarded-Prefix: /secret", "203.0.113.7 http - /secret")]
    [InlineData("the scheme alone", "list", "X-Forwarded-Proto: https", "10.0.0.1 https - -")]
    [InlineData("garbage beyond the client", "list", "X-Forwarded-For: garbage, 203.0.113.7, 10.0.0.2", "203.0.113.7 http - -")]
    public async Task Request_BothRead_IsTheSame(string name, string trust, string lines, string seen)
    {
        Assert.NotEmpty(name);
        Assert.Equal((seen, seen), (await Framework(trust, Peer, lines), Ours(trust, Peer, lines)));
    }

    [Theory]
    [InlineData(
        "an unpaired quote swallows everything to its right: the proxy becomes the client (36537)",
        "list", "X-Forwarded-For: \"x, 203.0.113.7", "10.0.0.1 http - -", "203.0.113.7 http - -")]
    [InlineData("'unknown' is nobody, never the proxy", "list", "X-Forwarded-For: unknown", "10.0.0.1 http - -", "unknown http - -")]
    [InlineData(
        "a bad entry from a trusted proxy is nobody (400 by default), never the proxy (10302)",
        "list", "X-Forwarded-For: not an ip, 10.0.0.2", "10.0.0.2 http - -", "unknown http - -")]
    [InlineData(
        "a bad address does not cancel the scheme",
        "list", "X-Forwarded-For: not an ip|X-Forwarded-Proto: https", "10.0.0.1 http - -", "unknown https - -")]
    [InlineData("octal is refused (dotnet/runtime#76368)", "list", "X-Forwarded-For: 010.8.8.8", "8.8.8.8 http - -", "unknown http - -")]
    [InlineData("a number is no address", "list", "X-Forwarded-For: 127.1", "127.0.0.1 http - -", "unknown http - -")]
    [InlineData("a hexadecimal number is no address", "list", "X-Forwarded-For: 0x7f.0.0.1", "127.0.0.1 http - -", "unknown http - -")]
    [InlineData(
        "a mapped client is given as IPv4 (30617)",
        "list", "X-Forwarded-For: ::ffff:203.0.113.7", "::ffff:203.0.113.7 http - -", "203.0.113.7 http - -")]
    [InlineData("0.0.0.0 is nobody", "list", "X-Forwarded-For: 0.0.0.0", "0.0.0.0 http - -", "unknown http - -")]
    [InlineData(
        "a secure socket is https (Traefik writes wss)",
        "list", "X-Forwarded-For: 203.0.113.7|X-Forwarded-Proto: wss", "203.0.113.7 wss - -", "203.0.113.7 https - -")]
    [InlineData(
        "the scheme is written in one way",
        "list", "X-Forwarded-For: 203.0.113.7|X-Forwarded-Proto: HTTPS", "203.0.113.7 HTTPS - -", "203.0.113.7 https - -")]
    [InlineData(
        "'javascript' is no scheme for requests",
        "list", "X-Forwarded-For: 203.0.113.7|X-Forwarded-Proto: javascript", "203.0.113.7 javascript - -", "203.0.113.7 http - -")]
    [InlineData(
        "the right-most scheme is the proxy's: two addresses and one scheme (HAProxy behind nginx)",
        "1", "X-Forwarded-Proto: http, https", "10.0.0.1 https - -", "10.0.0.1 https - -")]
    [InlineData(
        "without an address the framework walks to the client's own scheme",
        "list", "X-Forwarded-Proto: http, https", "10.0.0.1 http - -", "10.0.0.1 https - -")]
    [InlineData(
        "and to the client's own host",
        "list", "X-Forwarded-Host: evil.example, example.com", "10.0.0.1 http evil.example -", "10.0.0.1 http example.com -")]
    [InlineData(
        "a prefix has one leading slash",
        "list", "X-Forwarded-For: 203.0.113.7|X-Forwarded-Prefix: //evil.example", "203.0.113.7 http - //evil.example", "203.0.113.7 http - -")]
    [InlineData(
        "and no dot segments",
        "list", "X-Forwarded-For: 203.0.113.7|X-Forwarded-Prefix: /a/../b", "203.0.113.7 http - /a/../b", "203.0.113.7 http - -")]
    [InlineData(
        "its trailing slash is cut",
        "list", "X-Forwarded-For: 203.0.113.7|X-Forwarded-Prefix: /app/", "203.0.113.7 http - /app/", "203.0.113.7 http - /app")]
    [InlineData("RFC 7239 is read where it is chosen (5978)", "rfc", "Forwarded: for=203.0.113.7;proto=https", "10.0.0.1 http - -", "203.0.113.7 https - -")]
    public async Task Request_OnPurpose_IsReadOtherwise(string difference, string trust, string lines, string framework, string ours)
    {
        Assert.NotEmpty(difference);
        Assert.Equal((framework, ours), (await Framework(trust, Peer, lines), Ours(trust, Peer, lines)));
    }

    // Who is asked: the framework skips the question where a peer has no address (67816).
    [Theory]
    [InlineData("a stranger", "203.0.113.1", "203.0.113.1 http - -", "203.0.113.1 http - -")]
    [InlineData("a mapped peer", "::ffff:10.0.0.1", "6.6.6.6 https - -", "6.6.6.6 https - -")]
    [InlineData("a Unix socket that nobody trusts", "unix", "6.6.6.6 https - -", "unknown http - -")]
    public async Task Peer_WhoSaysSomething_MustBeTrusted(string name, string peer, string framework, string ours)
    {
        Assert.NotEmpty(name);
        const string lines = "X-Forwarded-For: 6.6.6.6|X-Forwarded-Proto: https";
        Assert.Equal((framework, ours), (await Framework("list", peer, lines), Ours("list", peer, lines)));
    }

    /// <summary><c>client scheme host prefix</c>; what was not forwarded is <c>-</c>.</summary>
    private static async Task<string> Framework(string trust, string peer, string lines)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All, ForwardLimit = Hops(trust) };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        if (options.ForwardLimit is null)
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse("10.0.0.0/24"));
        }

        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = peer == "unix" ? null : IPAddress.Parse(peer);
        context.Request.Scheme = "http";
        foreach (var (name, value) in Requests.Headers(Split(lines)))
        {
            context.Request.Headers[name] = value;
        }

        await new ForwardedHeadersMiddleware(_ => Task.CompletedTask, NullLoggerFactory.Instance, Options.Create(options)).Invoke(context);
        return Describe(
            context.Connection.RemoteIpAddress, context.Connection.RemotePort, context.Request.Scheme, context.Request.Host.ToUriComponent(), context.Request.PathBase.Value);
    }

    private static string Ours(string trust, string peer, string lines)
    {
        var resolution = Requests.Resolve(Hops(trust) is { } hops ? $"{hops}" : "10.0.0.0/24", peer, o =>
        {
            o.HopPeers = Hops(trust) is null ? [] : ["any"];
            o.AllowedHosts = ["example.com"];
            if (trust == "rfc")
            {
                o.ProxyHeaders = ProxyHeaderFamily.Forwarded;
                return;
            }

            (o.ForwardedForHeader, o.ProtocolHeader) = ("X-Forwarded-For", "X-Forwarded-Proto");
            (o.ForwardedHostHeader, o.ForwardedPrefixHeader) = ("X-Forwarded-Host", "X-Forwarded-Prefix");
        }, Split(lines));
        return Describe(resolution.ClientAddress, resolution.ClientPort, resolution.Scheme ?? "http", resolution.Host, resolution.Prefix);
    }

    private static int? Hops(string trust) => int.TryParse(trust, NumberStyles.None, CultureInfo.InvariantCulture, out var hops) ? hops : null;

    private static string[] Split(string lines) => lines.Split('|', StringSplitOptions.RemoveEmptyEntries);

    private static string Describe(IPAddress? address, int port, string scheme, string? host, string? prefix)
    {
        var client = address is null ? "unknown" : port == 0 ? $"{address}" : $"{new IPEndPoint(address, port)}";
        return $"{client} {scheme} {Or(host)} {Or(prefix)}";

        static string Or(string? value) => string.IsNullOrEmpty(value) ? "-" : value;
    }
}
