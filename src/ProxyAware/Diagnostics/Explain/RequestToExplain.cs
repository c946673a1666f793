using System.Net;
using ProxyAware.Diagnostics.Explain.Offline;

namespace ProxyAware;

/// <summary>A request for <see cref="ProxyExplainer"/>: what is on the wire, and who is at the other end of it.</summary>
public sealed record RequestToExplain
{
    internal RequestToExplain(IReadOnlyList<string> head, int firstLine)
    {
        Head = head;
        FirstLine = firstLine;
    }

    /// <summary>Gets the other side of the app's own connection.</summary>
    /// <value>The default is <c>127.0.0.1</c>.</value>
    public ProxyPeer Peer { get; init; } = ProxyPeer.FromAddress(IPAddress.Loopback);

    /// <summary>Gets the port of the peer.</summary>
    /// <value>The default is 0: it is not known.</value>
    public int PeerPort { get; init; }

    /// <summary>Gets whether the app's own connection uses TLS.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsHttps { get; init; }

    /// <summary>The request line and the header lines, without the empty line behind them.</summary>
    internal IReadOnlyList<string> Head { get; }

    /// <summary>The number of the request line in the text; 0 if the request was not made from a text.</summary>
    internal int FirstLine { get; }

    /// <summary>Reads a request as it is on the wire of HTTP/1.1: the request line and the header lines, each ended by LF or CRLF, up to an empty line.</summary>
    /// <param name="text">
    /// The text. What follows the empty line, the body, is ignored. Lines in front of the request line that begin with <c>#</c> are comments, and two of them say what the
    /// wire does not show: <c># peer: 10.0.0.5</c> (an address with an optional port, <c>unix</c>, <c>in-memory</c> or <c>unknown</c>) and <c># scheme: https</c> (of the app's own connection).
    /// </param>
    /// <returns>The request. Whether Kestrel takes it is found out when it is explained.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">There is no request line, or a comment names no peer or scheme. The message names the line.</exception>
    public static RequestToExplain Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return RequestTextReader.Read(text);
    }

    /// <summary>Makes a request from its parts.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">The request target, as it is on the wire: path and query, percent-encoded.</param>
    /// <param name="headers">The header lines; a name may come more than once. <c>Host</c> is one of them.</param>
    /// <returns>The request.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A part holds the end of a line.</exception>
    public static RequestToExplain Create(string method, string target, params IEnumerable<KeyValuePair<string, string>> headers)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(headers);
        string[] head = [$"{method} {target} HTTP/1.1", .. headers.Select(h => $"{h.Key}: {h.Value}")];
        return Array.TrueForAll(head, line => line.AsSpan().IndexOfAny('\r', '\n') < 0)
            ? new(head, firstLine: 0)
            : throw new ArgumentException("A part of a request cannot hold the end of a line.", nameof(headers));
    }

    /// <summary>Reads a peer as it is written in a text.</summary>
    /// <param name="text">An address with an optional port, <c>unix</c>, <c>in-memory</c> or <c>unknown</c>.</param>
    /// <returns>The same request, from that peer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public RequestToExplain WithPeer(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return RequestTextReader.TryReadPeer(text, out var peer, out var port)
            ? this with { Peer = peer, PeerPort = port }
            : throw new FormatException(RequestTextReader.PeerProblem(text));
    }
}
