using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using ProxyAware.Forwarding;
using ProxyAware.Https;

namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>What the forwarding headers hold. A line feed in an input stands for the next line of the header.</summary>
internal static class ForwardingTargets
{
    private const string Token = @"[!#$%&'*+\-.^_`|~0-9A-Za-z]+";

    private const string Value = @"(?:[!#$%&'*+\-.^_`|~0-9A-Za-z:\[\]]+|""(?:[\t !#-\[\]-~]|\\[\t -~])*"")";

    /// <summary>RFC 7239, section 4, with white space around the semicolons and with addresses that lack their quotes.</summary>
    private static readonly Regex ElementGrammar = new(
        $@"\A(?:[ \t]*(?:(?<name>{Token})=(?<value>{Value})[ \t]*)?;)*[ \t]*(?:(?<name>{Token})=(?<value>{Value})[ \t]*)?\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Pair = new($"({Token})=({Value})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly string[] Words =
        [", ", ",", "\n", ";", "for=", "For=", "proto=https", "host=a.example", "by=_x", "\"", "\\\"", "\\", "unknown", "_hidden", "10.0.0.1", "[::1]", ":80", ":_p", "203.0.113.7", " ", "\t"];

    public static IEnumerable<FuzzTarget> All =>
    [
        new("list elements", ["203.0.113.7", "6.6.6.6, 203.0.113.7, 10.0.0.1", "a,b\nc,d", ",,a, ,b,", "a\n\n\nb", " a b , c ", "\"a,b\",c", ""], Words, Elements) { LeastAccepted = 0.9 },
        new("X-Forwarded-For", ["203.0.113.7", "6.6.6.6, 203.0.113.7, 10.0.0.1", "203.0.113.7:4711\n10.0.0.1", "[2001:db8::9]:80, 10.0.0.1", "unknown, 10.0.0.1", "_obf, 10.0.0.1"], Words, For),
        new("Forwarded", ["for=203.0.113.7", "for=\"[2001:db8::9]:4711\";proto=https;host=a.example", "for=_hidden, for=10.0.0.1;proto=http", "for=unknown;by=10.0.0.1:_p", "for=\"203.0.113.7:80\"\nfor=10.0.0.1"], Words, Forwarded),
        new("Forwarded element", ["for=203.0.113.7", "for=\"[2001:db8::9]:4711\";proto=https;host=a.example", ";;for=a;", " by=b ; for=\"a\\\"b\" ", "x=1;y=2;z=3", "for=a;for=b"], Words, Element),
        new("Forwarded node", ["203.0.113.7", "203.0.113.7:80", "[2001:db8::9]:4711", "unknown", "unknown:_p", "_hidden:80", "[::1]:_x"], Words, Node),
        new("protocol", ["https", "http", "wss", "ws", "on", "off"], ["https", "HTTP", "s", " ", "\0"], Protocol),
    ];

    /// <summary>Against the plain way: put the lines together, split, trim, drop the empty, take from the right.</summary>
    private static bool Elements(string text)
    {
        var lines = new StringValues(text.Split('\n'));
        var (count, tooLong) = Allocations.Bounded(0, () => Count(lines));
        var expected = string.Join(',', lines.ToArray()).Split(',').Select(e => e.Trim(' ', '\t')).Where(e => e.Length > 0).Reverse().ToArray();
        Assert.True(tooLong ? count <= expected.Length && text.Length > ElementReader.MaxCharacters - 1 : count == expected.Length, $"{count} of {expected.Length} elements, too long: {tooLong}");
        Assert.True(tooLong || text.Length <= ElementReader.MaxCharacters, "more was read than may be");
        var reader = new ElementReader(lines);
        for (var i = 0; i < count; i++)
        {
            Assert.True(reader.TryNext(out var element));
            Assert.Equal(expected[i], element.ToString());
        }

        return !tooLong;
    }

    private static (int Count, bool TooLong) Count(StringValues lines)
    {
        var reader = new ElementReader(lines);
        var count = 0;
        while (reader.TryNext(out _))
        {
            count++;
        }

        return (count, reader.TooLong);
    }

    private static bool For(string text) => Walk(text, isForwarded: false);

    private static bool Forwarded(string text) => Walk(text, isForwarded: true);

    private static bool Walk(string text, bool isForwarded)
    {
        var lines = new StringValues(text.Split('\n'));
        var trust = ProxyTrust.Parse("10.0.0.0/8");
        _ = Allocations.Bounded(0, () => ClientWalk.Walk(trust, lines, isForwarded).Reason);
        var walk = ClientWalk.Walk(trust, lines, isForwarded);
        var hops = new List<ProxyHop>();
        var told = ClientWalk.Walk(trust, lines, isForwarded, hops);
        Assert.Equal((walk.Reason, walk.AcceptedHop, walk.Client, walk.Port), (told.Reason, told.AcceptedHop, told.Client, told.Port));
        Assert.InRange(walk.AcceptedHop, 0, ClientWalk.MaxElements);
        Assert.InRange(hops.Count, 0, ClientWalk.MaxElements + 1);
        var isResolved = walk.Reason is ProxyReason.Resolved or ProxyReason.AllTrusted;
        Assert.Equal(isResolved, walk.Client != default);
        Assert.Equal(walk.Reason == ProxyReason.Resolved, isResolved && !trust.IsTrustedHop(walk.Client, walk.AcceptedHop));

        // What stands further left is nobody's business: not its content, and not its length.
        if (walk.Reason == ProxyReason.Resolved)
        {
            var prepended = ClientWalk.Walk(trust, new StringValues([new string('"', 50_000), "6.6.6.6,", .. lines!]), isForwarded);
            Assert.Equal((walk.Reason, walk.AcceptedHop, walk.Client, walk.Port), (prepended.Reason, prepended.AcceptedHop, prepended.Client, prepended.Port));
        }

        return isResolved;
    }

    private static bool Element(string text)
    {
        var accepted = Allocations.Bounded(0, () => ForwardedElement.TryParse(text, out _));
        _ = ForwardedElement.TryParse(text, out var element);
        var values = (For: element.For.ToString(), Host: element.Host.ToString(), Proto: element.Proto.ToString());
        if (text.Length > 4000)
        {
            return accepted;
        }

        var pairs = ElementGrammar.IsMatch(text) ? Pair.Matches(text).Select(p => (Name: p.Groups[1].Value, Value: p.Groups[2].Value)).ToList() : null;
        var isGood = pairs is not null && pairs.Count <= 16 && pairs.DistinctBy(p => p.Name, StringComparer.OrdinalIgnoreCase).Count() == pairs.Count;
        Assert.Equal(isGood, accepted);
        if (accepted)
        {
            Assert.Equal((Find("for"), Find("host"), Find("proto")), values);
            var buffer = new char[ForwardedElement.MaxValueLength];
            _ = ForwardedElement.TryUnquote(values.For, buffer, out _);
        }

        return accepted;

        string Find(string name) => pairs!.Find(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "";
    }

    private static bool Node(string text)
    {
        var kind = Allocations.Bounded(0, () => NodeParser.ParseForwardedNode(text, out _, out _));
        _ = NodeParser.ParseForwardedNode(text, out var address, out var port);
        Assert.True(kind != NodeKind.Address || port is >= 0 and <= 65535);
        Assert.True(kind != NodeKind.Address || !address.IsUnspecified, "nobody's address is somebody's");

        // A list element is a node as well, and means the same.
        var asElement = NodeParser.ParseListElement(text, out var other, out _);
        Assert.True(asElement == NodeKind.Malformed || (asElement == kind && other == address));
        return kind != NodeKind.Malformed;
    }

    private static bool Protocol(string text)
    {
        var scheme = Allocations.Bounded(0, () => SchemeParser.ParseScheme(text));
        var setting = Allocations.Bounded(0, () => SchemeParser.ParseSwitch(text));
        Assert.Equal(Upper(text) switch { "HTTPS" or "WSS" => "https", "HTTP" or "WS" => "http", _ => null }, scheme);
        Assert.Equal(Upper(text) switch { "ON" => "https", "OFF" => "http", _ => null }, setting);
        return (scheme ?? setting) is not null;

        // The letters of ASCII alone: a long s is no s.
        static string Upper(string text) => string.Concat(text.Select(c => char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'A') : c));
    }
}
