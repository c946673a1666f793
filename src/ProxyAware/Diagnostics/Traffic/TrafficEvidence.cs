using System.Numerics;
using ProxyAware.Hosts;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>
/// All evidence of one policy: a change of settings begins anew. Its size is fixed, and a request that shows nothing new costs two comparisons.
/// </summary>
internal sealed class TrafficEvidence
{
    private const int FirstRequests = 1_000;

    private readonly Evidence[] _evidence = [.. Enumerable.Range(0, SignText.Count).Select(_ => new Evidence())];
    private int _first;
    private int _pending;
    private int _opposites;
    private string? _firstHost;

    /// <summary>Whether other requests of the same peers carried forwarding headers, and which peers came without; see <see cref="GatewayWatch"/>.</summary>
    public GatewayWatch Gateway { get; } = new();

    public PathVariety SilentPaths { get; } = new();

    public Sampling Cookies { get; } = new();

    public Sampling ClearText { get; } = new();

    public Sampling Silence { get; } = new();

    /// <summary>
    /// Whether it still matters what a request shows to be right: what the first ones showed is remembered, and later only evidence asks for it.
    /// </summary>
    public bool WantsOpposites => Volatile.Read(ref _pending) != 0 || (_first < FirstRequests && Interlocked.Increment(ref _first) > 0);

    /// <summary>Whether a request with these signs, and these opposites, changes anything that is kept.</summary>
    public bool Concerns(TrafficSigns found, TrafficSigns opposite) =>
        found != TrafficSigns.None || ((int)opposite & (~Volatile.Read(ref _opposites) | Volatile.Read(ref _pending))) != 0;

    /// <summary>Adds one sign of one request.</summary>
    /// <returns>Whether it is a finding from now on.</returns>
    public bool Add(TrafficSigns sign, string? connection, in EvidenceSample sample, DateTimeOffset now)
    {
        Interlocked.Or(ref _pending, (int)sign);
        return Of(sign).Add(string.IsNullOrEmpty(connection) ? null : connection, sample, IsContested(sign), now);
    }

    public void MarkSaid(TrafficSigns sign) => Of(sign).MarkSaid();

    public void AddOpposites(TrafficSigns opposite)
    {
        Interlocked.Or(ref _opposites, (int)opposite);
        for (var rest = (uint)opposite & (uint)Volatile.Read(ref _pending); rest != 0; rest &= rest - 1)
        {
            var sign = 1 << BitOperations.TrailingZeroCount(rest);
            if (!Of((TrafficSigns)sign).AddOpposite())
            {
                Interlocked.And(ref _pending, ~sign);
            }
        }
    }

    /// <summary>Whether a sign was counted and needs no more.</summary>
    public bool TryCount(TrafficSigns sign) => Of(sign).TryCount();

    public bool WantsSamples(TrafficSigns sign) => Of(sign).WantsSamples;

    /// <summary>Whether a host is a public name, and another one than the first that was seen.</summary>
    public bool IsSecondHost(string authority)
    {
        var first = Volatile.Read(ref _firstHost);
        if (authority == first || authority.Equals(first, StringComparison.OrdinalIgnoreCase) || !HostParser.TryParse(authority, out var host, out _) || HostName.IsLiteral(host) || HostName.IsLocal(host))
        {
            return false;
        }

        return (first ?? Interlocked.CompareExchange(ref _firstHost, authority, null)) is not null;
    }

    public IEnumerable<(TrafficSigns Sign, EvidenceSnapshot Evidence)> Read(DateTimeOffset now)
    {
        foreach (var sign in Each((TrafficSigns)Volatile.Read(ref _pending)))
        {
            if (Read(sign, now) is { } snapshot)
            {
                yield return (sign, snapshot);
            }
        }
    }

    private static IEnumerable<TrafficSigns> Each(TrafficSigns signs)
    {
        for (var rest = (uint)signs; rest != 0; rest &= rest - 1)
        {
            yield return (TrafficSigns)(1 << BitOperations.TrailingZeroCount(rest));
        }
    }

    public EvidenceSnapshot? Read(TrafficSigns sign, DateTimeOffset now) => Of(sign).Read(IsContested(sign), now);

    private bool IsContested(TrafficSigns sign) => (Volatile.Read(ref _opposites) & (int)sign) != 0;

    private Evidence Of(TrafficSigns sign) => _evidence[BitOperations.TrailingZeroCount((uint)sign)];
}
