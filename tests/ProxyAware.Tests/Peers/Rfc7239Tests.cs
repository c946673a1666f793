using System.Text;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Peers;

/// <summary>
/// Every example of RFC 7239, and its grammar. What a malformed header means is in ForwardedHeaderTests. In the examples the peer is the proxy that
/// wrote the last element.
/// </summary>
public class Rfc7239Tests
{
    private const string Hidden = "hidden";

    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>What a token may hold besides (RFC 9110, section 5.6.2).</summary>
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    // One proxy: the last element is what it wrote.
    [Theory]
    [InlineData("4", "for=\"_gazonk\"", Hidden, 0, null, null)]
    [InlineData("4", "For=\"[2001:db8:cafe::17]:4711\"", "2001:db8:cafe::17", 4711, null, null)]
    [InlineData("4", "for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60", 0, "http", null)]
    [InlineData("4", "for=192.0.2.43, for=198.51.100.17", "198.51.100.17", 0, null, null)]
    [InlineData("6", "for=\"192.0.2.43:47011\"", "192.0.2.43", 47011, null, null)]
    [InlineData("6", "for=\"[2001:db8:cafe::17]:47011\"", "2001:db8:cafe::17", 47011, null, null)]
    [InlineData("6.2", "for=unknown", Hidden, 0, null, null)]
    [InlineData("6.3", "for=_hidden, for=_SEVKISEK", Hidden, 0, null, null)]
    [InlineData("7.1", "for=192.0.2.43, for=\"[2001:db8:cafe::17]\", for=unknown", Hidden, 0, null, null)]
    [InlineData("7.1", "for=192.0.2.43, for=\"[2001:db8:cafe::17]\"|for=unknown", Hidden, 0, null, null)]
    [InlineData("7.1", "for=192.0.2.43|for=\"[2001:db8:cafe::17]\", for=unknown", Hidden, 0, null, null)]
    [InlineData("7.4", "for=192.0.2.43, for=\"[2001:db8:cafe::17]\"", "2001:db8:cafe::17", 0, null, null)]
    [InlineData("7.5", "for=192.0.2.43", "192.0.2.43", 0, null, null)]
    [InlineData("7.5", "for=192.0.2.43, for=198.51.100.17;by=203.0.113.60;proto=http;host=example.com", "198.51.100.17", 0, "http", "example.com")]
    public void Example_BehindOneProxy_NamesItsClient(string section, string header, string client, int port, string? proto, string? host)
    {
        Assert.NotEmpty(section);
        Check(Resolve("1", header), client, port, proto, host);
    }

    // Every proxy of the example is trusted: the first element is the client, and only its own parameters count.
    [Theory]
    [InlineData("4", "for=192.0.2.43, for=198.51.100.17", "192.0.2.43", null, null)]
    [InlineData("6.3", "for=_hidden, for=_SEVKISEK", Hidden, null, null)]
    [InlineData("7.1", "for=192.0.2.43, for=\"[2001:db8:cafe::17]\", for=unknown", Hidden, null, null)]
    [InlineData("7.4", "for=192.0.2.43, for=\"[2001:db8:cafe::17]\"", "192.0.2.43", null, null)]
    [InlineData("7.5", "for=192.0.2.43, for=198.51.100.17;by=203.0.113.60;proto=http;host=example.com", "192.0.2.43", null, null)]
    public void Example_BehindTrustedProxies_NamesTheFirstClient(string section, string header, string client, string? proto, string? host)
    {
        Assert.NotEmpty(section);
        Check(Resolve("10.0.0.1, 198.51.100.17, 2001:db8:cafe::17", header), client, 0, proto, host);
    }

    // Section 7.4: how X-Forwarded-For becomes Forwarded. Both say the same.
    [Theory]
    [InlineData("192.0.2.43, 2001:db8:cafe::17", "for=192.0.2.43, for=\"[2001:db8:cafe::17]\"")]
    [InlineData("192.0.2.43", "for=192.0.2.43")]
    public void Transition_FromXForwardedFor_NamesTheSameClient(string xForwardedFor, string forwarded)
    {
        foreach (var trust in new[] { "1", "2", "10.0.0.1, 2001:db8:cafe::17" })
        {
            Assert.Equal(Requests.Resolve(trust, "10.0.0.1", $"X-Forwarded-For: {xForwardedFor}").ClientAddress, Resolve(trust, forwarded).ClientAddress);
        }
    }

    // Section 4: forwarded-element and forwarded-pair; section 6: node. Whatever they derive is read, with the node that it holds.
    [Fact]
    public void Grammar_WhateverItDerives_IsRead()
    {
        var random = new Random(7239);
        for (var i = 0; i < 20_000; i++)
        {
            var (node, client, port) = Node(random);
            var element = Element(random, node);
            var others = Enumerable.Range(0, random.Next(3)).Select(_ => Element(random, Node(random).Node));
            var header = string.Join(Ows(random) + "," + Ows(random), [.. others, element]);

            var resolution = Resolve("1", [header]);

            Assert.True(resolution.MalformedHeader is null, header);
            Assert.True(
                (client, port) == (resolution.ClientAddress?.ToString() ?? Hidden, resolution.ClientPort),
                $"{header}: {resolution.ClientAddress} {resolution.ClientPort}");
        }
    }

    private static (string Node, string Client, int Port) Node(Random random)
    {
        var (name, client) = random.Next(4) switch
        {
            0 => ("unknown", Hidden),
            1 => (Obfuscated(random), Hidden),
            2 => ($"192.0.2.{random.Next(1, 255)}", ""),
            _ => ($"[2001:db8:cafe::{random.Next(1, 0xffff):x}]", ""),
        };
        client = client.Length > 0 ? client : name.Trim('[', ']');
        var number = random.Next(1, 65536);
        return random.Next(3) switch
        {
            0 => (name, client, 0),
            1 => ($"{name}:{number}", client, client == Hidden ? 0 : number),
            _ => ($"{name}:{Obfuscated(random)}", client, 0),
        };
    }

    private static string Obfuscated(Random random) => "_" + Text(random, Letters + "._-", random.Next(1, 12));

    private static string Element(Random random, string node)
    {
        var pairs = new List<string> { $"{Recase(random, "for")}={Value(random, node)}" };
        if (random.Next(2) == 0)
        {
            pairs.Insert(random.Next(pairs.Count + 1), $"{Recase(random, "proto")}={Value(random, "https")}");
        }

        if (random.Next(2) == 0)
        {
            pairs.Insert(random.Next(pairs.Count + 1), $"{Recase(random, "host")}={Value(random, random.Next(2) == 0 ? "example.com" : "example.com:8443")}");
        }

        if (random.Next(2) == 0)
        {
            pairs.Insert(random.Next(pairs.Count + 1), $"{Recase(random, "by")}={Value(random, Node(random).Node)}");
        }

        if (random.Next(3) == 0)
        {
            var name = Text(random, Letters, 1) + Text(random, Letters + TokenMarks, 6);
            pairs.Insert(random.Next(pairs.Count + 1), $"{name}={Value(random, Text(random, Letters + " ;=()[]{}/<>@?", 8))}");
        }

        if (random.Next(3) == 0)
        {
            pairs.Insert(random.Next(pairs.Count + 1), "");
        }

        return string.Join(';', pairs);
    }

    /// <summary>A token where that is possible, else a quoted-string; any character of a quoted-string may be a quoted-pair (RFC 9110, section 5.6.4).</summary>
    private static string Value(Random random, string text)
    {
        if (text.All(c => (Letters + TokenMarks).Contains(c, StringComparison.Ordinal)) && random.Next(2) == 0)
        {
            return text;
        }

        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(random.Next(8) == 0 ? "\\" : "").Append(c);
        }

        return quoted.Append('"').ToString();
    }

    private static string Ows(Random random) => random.Next(3) switch { 0 => "", 1 => " ", _ => "\t " };

    private static string Recase(Random random, string text) => string.Concat(text.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : c));

    private static string Text(Random random, string alphabet, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));

    private static void Check(ProxyResolution resolution, string client, int port, string? proto, string? host)
    {
        Assert.Null(resolution.MalformedHeader);
        Assert.Equal((client, port), (resolution.ClientAddress?.ToString() ?? Hidden, resolution.ClientPort));
        Assert.Equal(client == Hidden ? ClientQuality.Hidden : ClientQuality.Proxied, resolution.ClientQuality);
        Assert.Equal((proto, host), (resolution.Scheme, resolution.Host));
    }

    private static ProxyResolution Resolve(string trust, string header) => Resolve(trust, header.Split('|'));

    private static ProxyResolution Resolve(string trust, string[] lines) => Requests.Resolve(
        trust,
        "10.0.0.1",
        o => (o.ProxyHeaders, o.ForwardedHostHeader, o.AllowedHosts) = (ProxyHeaderFamily.Forwarded, "Forwarded", ["example.com"]),
        lines.Select(l => $"Forwarded: {l}"));
}
