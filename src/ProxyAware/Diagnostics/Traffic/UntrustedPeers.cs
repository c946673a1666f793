using System.Collections.Concurrent;
using ProxyAware.Forwarding;
using ProxyAware.Trust;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>
/// Warns once of each peer that sends forwarding headers and is not trusted. Peers are remembered up to a fixed number, private and public ones
/// apart: however many clients on the internet forge headers, the warning that an operator's own proxy is not trusted is still given.
/// </summary>
internal sealed class UntrustedPeers(ILogger logger)
{
    private const int MaxPrivate = 32;

    private const int MaxPublic = 8;

    private readonly ConcurrentDictionary<ProxyPeer, bool> _private = new();
    private readonly ConcurrentDictionary<ProxyPeer, bool> _public = new();
    private int _privateCount;
    private int _publicCount;

    public void Observe(ProxyAwareFeature feature, in HeaderScan scan)
    {
        var peer = feature.Peer;
        var isPublic = IsPublic(peer);
        if (isPublic ? !IsNew(_public, peer, ref _publicCount, MaxPublic) : !IsNew(_private, peer, ref _privateCount, MaxPrivate))
        {
            return;
        }

        var policy = feature.Policy;
        var names = string.Join(", ", policy.Resolver.Plan.Names.Names(scan.Present));
        var advice = isPublic
            ? $"If it is a proxy of yours, add its address to \"{nameof(ProxyAwareOptions.TrustProxy)}\"; if it is a client, there is nothing to do"
            : $"Only if that is your proxy: {TrustSuggestion.Line([peer], policy.Resolver.Trust)}";
        Log.Warning(
            logger, Codes.UntrustedForwarder, $"{peer} sent {names} and is not trusted, so they are not believed. Believed, the request would have had the {WhatIfTrusted.Describe(feature, scan)}. {advice}");
        if (Volatile.Read(ref isPublic ? ref _publicCount : ref _privateCount) == (isPublic ? MaxPublic : MaxPrivate))
        {
            Log.Notice(logger, Codes.UntrustedForwarder, $"Of further {(isPublic ? "public" : "private")} peers like that nothing is logged; they are counted among the findings");
        }
    }

    public static bool IsPublic(in ProxyPeer peer) => peer.Kind == ProxyPeerKind.Address && !NamedRanges.Private.Contains(peer.Value);

    private static bool IsNew(ConcurrentDictionary<ProxyPeer, bool> peers, in ProxyPeer peer, ref int count, int max)
    {
        if (Volatile.Read(ref count) >= max || peers.ContainsKey(peer) || !peers.TryAdd(peer, true))
        {
            return false;
        }

        // Several at once may pass the first look; each of them has a number of its own.
        return Interlocked.Increment(ref count) <= max;
    }
}
