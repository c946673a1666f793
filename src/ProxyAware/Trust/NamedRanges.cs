using System.Collections.Frozen;
using ProxyAware.Addresses;

namespace ProxyAware.Trust;

/// <summary>The words a list of trusted addresses may hold beside addresses.</summary>
internal static class NamedRanges
{
    /// <summary>Peers over a Unix socket. <c>loopback</c> says so as well: both are "a program on this machine".</summary>
    public const string UnixName = "unix";

    public const string LoopbackName = "loopback";

    public const string LinkLocalName = "linklocal";

    public const string UniqueLocalName = "uniquelocal";

    public const string PrivateName = "private";

    private static readonly string[] LoopbackRanges = ["127.0.0.0/8", "::1"];

    private static readonly string[] LinkLocalRanges = ["169.254.0.0/16", "fe80::/10"];

    private static readonly string[] UniqueLocalRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"];

    public static readonly FrozenDictionary<string, AddressRange[]> All = new Dictionary<string, AddressRange[]>(StringComparer.OrdinalIgnoreCase)
    {
        [LoopbackName] = Parse(LoopbackRanges),
        [LinkLocalName] = Parse(LinkLocalRanges),
        [UniqueLocalName] = Parse(UniqueLocalRanges),
        [PrivateName] = Parse([.. LoopbackRanges, .. LinkLocalRanges, .. UniqueLocalRanges]),
        [UnixName] = [],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static readonly AddressSet Loopback = new(All[LoopbackName]);

    /// <summary>Addresses that no client on the internet has; only these are ever proposed for trust.</summary>
    public static readonly AddressSet Private = new(All[PrivateName]);

    /// <summary>Whether a name also stands for the peers without an address that run on this machine.</summary>
    public static bool IncludesLocalPeers(string name) =>
        name.Equals(LoopbackName, StringComparison.OrdinalIgnoreCase) || name.Equals(PrivateName, StringComparison.OrdinalIgnoreCase);

    private static AddressRange[] Parse(string[] ranges) =>
        [.. ranges.Select(text => RangeParser.TryParse(text, out var range, out _, out var error) ? range : throw new InvalidOperationException(error))];
}
