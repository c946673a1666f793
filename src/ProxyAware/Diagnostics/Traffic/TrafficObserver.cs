using System.Numerics;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Forwarding;
using ProxyAware.Https;
using ProxyAware.Pipeline;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>
/// Watches the traffic for what it shows about the set-up, and says so once. It decides nothing: whatever it sees, the request is judged as if nobody
/// had looked.
/// </summary>
internal sealed class TrafficObserver(ILogger logger, TimeProvider time)
{
    private readonly UntrustedPeers _untrustedPeers = new(logger);
    private int _loopsSaid;
    private int _signsSaid;

    /// <summary>Looks at a resolved request whose headers are as they arrived.</summary>
    public void Observe(ProxyAwareFeature feature, in HeaderScan scan, IHttpRequestFeature request, HttpContext context)
    {
        var evidence = feature.Policy.Traffic;
        var found = SignReader.Found(feature, scan, request, evidence);
        var opposite = evidence.WantsOpposites ? SignReader.Opposite(feature, scan) : TrafficSigns.None;
        if (evidence.Concerns(found, opposite))
        {
            Record(found, opposite, feature, scan, context);
        }
    }

    /// <summary>Looks at where the path is in relation to the root.</summary>
    public void ObserveRoot(ProxyAwareFeature feature, bool isDoubled, HttpContext context)
    {
        if (!feature.PeerTrusted || !feature.WasForwarded)
        {
            return;
        }

        var opposite = TrafficSigns.PrefixStripped | (isDoubled ? 0 : TrafficSigns.PrefixDoubled);
        var found = isDoubled ? TrafficSigns.PrefixDoubled : TrafficSigns.None;
        if (feature.Policy.Traffic.Concerns(found, opposite))
        {
            Record(found, opposite, feature, default, context);
        }
    }

    /// <summary>A request that was refused because its path is outside the root.</summary>
    public void OutsideRoot(ProxyAwareFeature feature, HttpContext context)
    {
        if (feature.PeerTrusted && feature.WasForwarded)
        {
            Record(TrafficSigns.PrefixStripped, TrafficSigns.None, feature, default, context);
        }
    }

    /// <summary>A redirect that would have come back for ever. Each cause is warned of at once: people stand in front of it.</summary>
    public void LoopFound(in LoopEvidence loop, ProxyAwareFeature feature, HttpContext context)
    {
        // One warning for each cause; which peer and header came first is enough to find it.
        var bit = 1 << (int)loop.Cause;
        if ((Interlocked.Or(ref _loopsSaid, bit) & bit) == 0)
        {
            Log.Warning(logger, LoopExplanation.For(loop.Cause).Code, LoopExplanation.Details(loop, feature.Peer, feature.Policy.Resolver.Trust));
        }

        // It gathers its evidence where requests are resolved, whether or not they are refused.
        feature.Policy.Traffic.MarkSaid(TrafficSigns.BrowserOnHttps);
        var sign = loop.Cause switch
        {
            LoopCause.UntrustedPeer => TrafficSigns.LoopUntrustedPeer,
            LoopCause.UnusableHeader => TrafficSigns.LoopUnusableHeader,
            _ => TrafficSigns.None,
        };
        Add(sign, new(feature.Peer, loop.Header), feature, context);
    }

    /// <summary>An origin that was refused, and is the app's own by all that the request says.</summary>
    public void OwnPagesRefused(string origin, ProxyAwareFeature feature, HttpContext context) =>
        Add(TrafficSigns.OwnPagesRefused, new(feature.Peer, origin), feature, context);

    /// <summary>A handshake whose <c>Upgrade</c> did not arrive.</summary>
    public void UpgradeLost(ProxyAwareFeature feature, HttpContext context) =>
        Add(TrafficSigns.UpgradeLost, new(feature.Peer, null), feature, context);

    /// <summary>A client that came beside the proxy.</summary>
    public void DirectBesideProxy(ProxyAwareFeature feature, HttpContext context) =>
        Add(TrafficSigns.DirectBesideProxy, new(feature.Peer, null), feature, context);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Record(TrafficSigns found, TrafficSigns opposite, ProxyAwareFeature feature, in HeaderScan scan, HttpContext context)
    {
        var evidence = feature.Policy.Traffic;
        evidence.AddOpposites(opposite & ~found);
        for (var rest = (uint)found; rest != 0; rest &= rest - 1)
        {
            var sign = (TrafficSigns)(1 << BitOperations.TrailingZeroCount(rest));
            if (sign == TrafficSigns.UntrustedForwarder)
            {
                // Each peer has its own warning, however many others there are.
                _untrustedPeers.Observe(feature, scan);
            }

            if (evidence.TryCount(sign))
            {
                continue;
            }

            var sample = evidence.WantsSamples(sign) ? SignSample.Of(sign, feature, scan, context.RequestFeature()) : new(feature.Peer, null);
            Add(sign, sample, feature, context);
            SayAtOnce(sign, feature, scan);
        }
    }

    private void Add(TrafficSigns sign, in EvidenceSample sample, ProxyAwareFeature feature, HttpContext context)
    {
        if (sign == TrafficSigns.None)
        {
            return;
        }

        var evidence = feature.Policy.Traffic;
        var now = time.GetUtcNow();
        if (evidence.Add(sign, context.Connection.Id, sample, now)
            && (sign & SignText.SaidElsewhere) == 0
            && evidence.Read(sign, now) is { } seen
            && SignText.Describe(sign, seen, feature.Policy) is { Severity: Findings.FindingSeverity.Warning } finding)
        {
            Log.Warning(logger, finding.Code, $"{finding.Title} {finding.Evidence} {finding.Fix}");
        }
    }

    /// <summary>What only a trusted proxy, or a peer that may be one, can cause is said when it is first seen.</summary>
    private void SayAtOnce(TrafficSigns sign, ProxyAwareFeature feature, in HeaderScan scan)
    {
        switch (sign)
        {
            case TrafficSigns.PortContradictsScheme when IsFirst(sign):
                Log.Warning(
                    logger, Codes.PortContradictsScheme, $"The proxy {feature.Peer} reports port {feature.Port} beside {feature.EffectiveScheme}; the port is ignored. Let it send the port its clients use, or set PublicUrl");
                break;
            case TrafficSigns.ForeignPrefix when IsFirst(sign):
                Log.Warning(
                    logger, Codes.ForeignPrefix, $"The proxy {feature.Peer} reports the prefix '{SafeText.Quote(feature.Prefix!)}', and the root is '{feature.Policy.Root.Root}'; the prefix is ignored. Make them the same");
                break;
            default:
                break;
        }
    }

    private bool IsFirst(TrafficSigns sign) => (Interlocked.Or(ref _signsSaid, (int)sign) & (int)sign) == 0;
}
