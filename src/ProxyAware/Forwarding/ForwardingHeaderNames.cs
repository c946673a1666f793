using System.Collections.Frozen;
using System.Numerics;

namespace ProxyAware.Forwarding;

/// <summary>
/// The headers in which proxies speak about clients. All of them are removed from a request but for the elements that were
/// believed; and one of them on a request says that it was forwarded. Names are exact: <c>X_Forwarded_For</c> is another header.
/// </summary>
internal sealed class ForwardingHeaderNames
{
    private const string Via = "Via";

    // A browser's own word on where it is, sent over https only; and what is left of a handshake whose Upgrade a proxy dropped.
    private const string FetchSite = "Sec-Fetch-Site";

    private const string WebSocketKey = "Sec-WebSocket-Key";

    private static readonly string[] WellKnown =
    [
        "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix",
        "X-Forwarded-Ssl", "X-Forwarded-Scheme", "X-Forwarded-Server", "X-Forwarded-By", "Forwarded",
        "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP", "Fly-Client-IP",
        "X-Azure-ClientIP", "X-Cluster-Client-IP", "Front-End-Https", "X-Url-Scheme",
        "X-Original-For", "X-Original-Proto", "X-Original-Host", "X-Original-Prefix",
    ];

    private readonly string[] _names;
    private readonly FrozenDictionary<string, int> _indexes;

    // For each first letter the lengths that occur: most headers of a request are told apart by these two alone.
    private readonly ulong[] _lengths = new ulong[32];

    public ForwardingHeaderNames(IEnumerable<string> configured)
    {
        // Behind those that are removed stand others that are evidence, but nobody's claim about a client, and stay where they are.
        string[] removable = [.. WellKnown.Concat(configured).Distinct(StringComparer.OrdinalIgnoreCase)];
        _names = [.. removable, Via, FetchSite, WebSocketKey];
        ViaIndex = removable.Length;
        _indexes = _names.Index().ToFrozenDictionary(n => n.Item, n => n.Index, StringComparer.OrdinalIgnoreCase);
        foreach (var name in _names)
        {
            _lengths[name[0] & 31] |= 1UL << (name.Length & 63);
        }
    }

    /// <summary>The place of <c>Via</c>; all before it are forwarding headers.</summary>
    public int ViaIndex { get; }

    public int FetchSiteIndex => ViaIndex + 1;

    public string this[int index] => _names[index];

    public int IndexOf(string name) => _indexes.GetValueOrDefault(name, -1);

    /// <summary>The place of a header of the request, or -1.</summary>
    public int Find(string name) =>
        name.Length > 0 && (_lengths[name[0] & 31] >> (name.Length & 63) & 1) != 0 && _indexes.TryGetValue(name, out var index) ? index : -1;

    /// <summary>The names whose bits are set.</summary>
    public IEnumerable<string> Names(ulong present)
    {
        for (; present != 0; present &= present - 1)
        {
            yield return _names[BitOperations.TrailingZeroCount(present)];
        }
    }
}
