using System.Numerics;

namespace ProxyAware.Forwarding;

/// <summary>
/// The headers in which proxies speak about clients. All of them are removed from a request but for the elements that were
/// believed; and one of them on a request says that it was forwarded. Names are exact: <c>X_Forwarded_For</c> is another header.
/// </summary>
internal sealed class ForwardingHeaderNames
{
    private const string Via = "Via";

    // What is left of a handshake whose Upgrade a proxy dropped.
    private const string WebSocketKey = "Sec-WebSocket-Key";

    private static readonly string[] WellKnown =
    [
        "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix",
        "X-Forwarded-Ssl", "X-Forwarded-Scheme", "X-Forwarded-Server", "X-Forwarded-By", "Forwarded",
        "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP", "Fly-Client-IP",
        "X-Azure-ClientIP", "X-Cluster-Client-IP", "Front-End-Https", "X-Url-Scheme",
        "X-Original-For", "X-Original-Proto", "X-Original-Host", "X-Original-Prefix", "X-Original-Forwarded-For",
    ];

    private readonly string[] _names;

    // By last letter and length the first name that has both, and for each name the next such one; all counted from one. Nearly all headers of a
    // request are told apart by these two alone, and nothing is hashed.
    private readonly byte[] _first = new byte[256];
    private readonly byte[] _next;

    public ForwardingHeaderNames(IEnumerable<string> configured)
    {
        // Behind those that are removed stand others that are evidence, but nobody's claim about a client, and stay where they are.
        string[] removable = [.. WellKnown.Concat(configured).Distinct(StringComparer.OrdinalIgnoreCase)];
        _names = [.. removable, Via, WebSocketKey];
        ViaIndex = removable.Length;
        _next = new byte[_names.Length + 1];
        for (var place = 1; place <= _names.Length; place++)
        {
            ref var first = ref _first[Shape(_names[place - 1])];
            _next[place] = first;
            first = (byte)place;
        }
    }

    /// <summary>The place of <c>Via</c>; all before it are forwarding headers.</summary>
    public int ViaIndex { get; }

    public string this[int index] => _names[index];

    /// <summary>Whether a name may be one of them, by its last letter and its length alone; nearly all others are not.</summary>
    public bool MayContain(string name) => name.Length > 0 && _first[Shape(name)] != 0;

    /// <summary>The place of a name, or -1.</summary>
    public int IndexOf(string name)
    {
        if (name.Length == 0)
        {
            return -1;
        }

        int place = _first[Shape(name)];
        while (place != 0 && !Is(_names[place - 1], name))
        {
            place = _next[place];
        }

        return place - 1;
    }

    /// <summary>The names whose bits are set.</summary>
    public IEnumerable<string> Names(ulong present)
    {
        for (; present != 0; present &= present - 1)
        {
            yield return _names[BitOperations.TrailingZeroCount(present)];
        }
    }

    private static int Shape(string name) => ((name[^1] << 3) + name.Length) & 0xFF;

    // A letter in the middle tells nearly all others apart at once; and most proxies write names as they are written here.
    private static bool Is(string name, string received) =>
        name.Length == received.Length
        && ((name[^Middle(name)] ^ received[^Middle(name)]) & ~0x20) == 0
        && (name == received || name.Equals(received, StringComparison.OrdinalIgnoreCase));

    private static int Middle(string name) => Math.Min(name.Length, 3);
}
