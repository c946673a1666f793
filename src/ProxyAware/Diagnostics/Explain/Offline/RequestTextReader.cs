using ProxyAware.Addresses;

namespace ProxyAware.Diagnostics.Explain.Offline;

/// <summary>Reads the text form of a request: comments, request line, header lines. Everything else is left to Kestrel.</summary>
internal static class RequestTextReader
{
    public static RequestToExplain Read(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n').Select(l => l.EndsWith('\r') ? l[..^1] : l).ToArray();
        var first = Array.FindIndex(lines, l => l.Length > 0 && l[0] != '#');
        if (first < 0)
        {
            throw new FormatException($"Line {lines.Length}: there is no request. It begins with a request line, such as 'GET / HTTP/1.1', and header lines follow.");
        }

        var request = new RequestToExplain([.. lines.Skip(first).TakeWhile(l => l.Length > 0)], first + 1);
        for (var i = 0; i < first; i++)
        {
            request = Apply(request, lines[i], i + 1);
        }

        return request;
    }

    /// <summary>Reads an address with an optional port, or the name of a peer without one.</summary>
    public static bool TryReadPeer(string text, out ProxyPeer peer, out int port)
    {
        port = 0;
        peer = text switch
        {
            "unix" => ProxyPeer.UnixSocket,
            "in-memory" => ProxyPeer.InMemory,
            _ => ProxyPeer.Unknown,
        };
        if (peer.Kind != ProxyPeerKind.Unknown || text == "unknown")
        {
            return true;
        }

        if (!AddressParser.TryParseElement(text, out var address, out port) || address.IsUnspecified)
        {
            return false;
        }

        peer = ProxyPeer.FromAddress(address.ToIPAddress());
        return true;
    }

    public static string PeerProblem(string text) =>
        $"'{SafeText.Quote(text)}' is no peer: write an address such as 10.0.0.5 or [2001:db8::5]:4711, 'unix', 'in-memory' or 'unknown'.";

    /// <summary>A comment that says who is at the other end; every other one says nothing.</summary>
    private static RequestToExplain Apply(RequestToExplain request, string line, int number)
    {
        var text = line.TrimStart('#').Trim();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var value = text[(colon + 1)..].Trim();
        switch (colon < 0 ? "" : text[..colon].TrimEnd().ToLowerInvariant())
        {
            case "peer":
                return TryReadPeer(value, out var peer, out var port)
                    ? request with { Peer = peer, PeerPort = port }
                    : throw new FormatException($"Line {number}: {PeerProblem(value)}");
            case "scheme":
                return value is "http" or "https"
                    ? request with { IsHttps = value == "https" }
                    : throw new FormatException($"Line {number}: '{SafeText.Quote(value)}' is no scheme of a connection: write 'http' or 'https'.");
            default:
                return request;
        }
    }
}
