using Microsoft.Extensions.Primitives;
using ProxyAware.Addresses;

namespace ProxyAware.Forwarding;

/// <summary>
/// The walk that finds the client. The chain is the peer and the elements of the header from right to left; each hop that is
/// trusted vouches for the next one, and the first that is not is the client. What stands further left is never looked
/// at, so that nothing a client prepends, repeats or corrupts there can change the answer or cost anything.
/// </summary>
internal static class ClientWalk
{
    /// <summary>No app stands behind more proxies; a longer walk is somebody's attempt to make it long.</summary>
    public const int MaxElements = 32;

    /// <summary>Walks a list header on behalf of a trusted peer.</summary>
    /// <param name="trust">Who is trusted.</param>
    /// <param name="lines">The lines of the header.</param>
    /// <param name="isForwarded">Whether it is the <c>Forwarded</c> header of RFC 7239.</param>
    /// <param name="hops">Where to write down each hop beyond the peer; null on the request path.</param>
    public static WalkResult Walk(ProxyTrust trust, StringValues lines, bool isForwarded, List<ProxyHop>? hops = null)
    {
        var reader = new ElementReader(lines);
        var client = default(NetAddress);
        var clientPort = 0;
        var accepted = ReadOnlySpan<char>.Empty;
        var hop = 0;
        while (reader.TryNext(out var element))
        {
            if (hop == MaxElements)
            {
                hops?.Add(new(hop + 1, null, ProxyHopVerdict.Malformed));
                return new(ProxyReason.TooLong, hop, default, 0, default);
            }

            var kind = isForwarded
                ? ParseForwarded(element, out var address, out var port)
                : NodeParser.ParseListElement(element, out address, out port);
            if (kind != NodeKind.Address)
            {
                var hidden = kind == NodeKind.Hidden;
                hops?.Add(new(hop + 1, null, hidden ? ProxyHopVerdict.Hidden : ProxyHopVerdict.Malformed));
                return new(hidden ? ProxyReason.Hidden : ProxyReason.Malformed, hop, default, 0, hidden ? element : default);
            }

            hop++;
            client = address;
            clientPort = port;
            accepted = element;
            var trusted = trust.IsTrustedHop(address, hop);
            hops?.Add(new(hop, address.ToString(), trusted ? ProxyHopVerdict.Trusted : ProxyHopVerdict.Untrusted));
            if (!trusted)
            {
                return new(ProxyReason.Resolved, hop, client, clientPort, accepted);
            }
        }

        if (reader.TooLong)
        {
            hops?.Add(new(hop + 1, null, ProxyHopVerdict.Malformed));
            return new(ProxyReason.TooLong, hop, default, 0, default);
        }

        if (hop == 0)
        {
            return new(ProxyReason.HeaderMissing, 0, default, 0, default);
        }

        if (hops is { Count: > 0 })
        {
            hops[^1] = hops[^1] with { Verdict = ProxyHopVerdict.Last };
        }

        return new(trust.Kind == ProxyTrustKind.HopCount ? ProxyReason.ShortChain : ProxyReason.AllTrusted, hop, client, clientPort, accepted);
    }

    /// <summary>Reads a header that holds one address. Two lines or a comma mean that somebody appended to what a client sent.</summary>
    public static WalkResult ReadSingle(StringValues lines, List<ProxyHop>? hops = null)
    {
        var text = lines.Count == 1 ? lines[0].AsSpan().Trim(" \t") : default;
        if (text.IsEmpty && lines.Count <= 1)
        {
            return new(ProxyReason.HeaderMissing, 0, default, 0, default);
        }

        var port = 0;
        var address = default(NetAddress);
        var kind = lines.Count == 1 ? NodeParser.ParseListElement(text, out address, out port) : NodeKind.Malformed;
        hops?.Add(new(1, kind == NodeKind.Address ? address.ToString() : null, kind switch
        {
            NodeKind.Address => ProxyHopVerdict.Last,
            NodeKind.Hidden => ProxyHopVerdict.Hidden,
            _ => ProxyHopVerdict.Malformed,
        }));
        return kind switch
        {
            NodeKind.Address => new(ProxyReason.Resolved, 1, address, port, text),
            NodeKind.Hidden => new(ProxyReason.Hidden, 0, default, 0, text),
            _ => new(ProxyReason.Malformed, 0, default, 0, default),
        };
    }

    private static NodeKind ParseForwarded(ReadOnlySpan<char> text, out NetAddress address, out int port)
    {
        address = default;
        port = 0;
        if (!ForwardedElement.TryParse(text, out var element))
        {
            return NodeKind.Malformed;
        }

        // An element without "for" is a hop that is not told (RFC 7239, section 5.2: "for" may be left out).
        if (element.For.IsEmpty)
        {
            return NodeKind.Hidden;
        }

        Span<char> buffer = stackalloc char[ForwardedElement.MaxValueLength];
        return ForwardedElement.TryUnquote(element.For, buffer, out var node)
            ? NodeParser.ParseForwardedNode(node, out address, out port)
            : NodeKind.Malformed;
    }
}
