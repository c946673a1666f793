using ProxyAware.Forwarding;
using ProxyAware.Https;

namespace ProxyAware.Diagnostics;

/// <summary>What live traffic shows about the set-up. Each cause is said once; only a trusted proxy or a refused redirect can cause it.</summary>
internal sealed class TrafficNotices(ILogger logger)
{
    private int _portSaid;
    private int _prefixSaid;
    private int _loopsSaid;

    public void Observe(ProxyAwareFeature feature)
    {
        if (feature.EffectiveHost.PortIgnored && First(ref _portSaid))
        {
            Log.Warning(
                logger, Codes.PortContradictsScheme, $"The proxy {feature.Peer} reports port {feature.Port} beside {feature.EffectiveScheme}; the port is ignored. Let it send the port its clients use, or set PublicUrl");
        }

        var root = feature.Policy.Root;
        if (!root.IsDynamic && feature.Prefix is { Length: > 0 } prefix && prefix != root.Root.Value && First(ref _prefixSaid))
        {
            Log.Warning(
                logger, Codes.ForeignPrefix, $"The proxy {feature.Peer} reports the prefix '{SafeText.Quote(prefix)}', and the root is '{root.Root}'; the prefix is ignored. Make them the same");
        }
    }

    public void LoopFound(LoopEvidence evidence, in ProxyPeer peer)
    {
        // One warning for each cause; which peer and header came first is enough to find it.
        var bit = 1 << (int)evidence.Cause;
        if ((Interlocked.Or(ref _loopsSaid, bit) & bit) == 0)
        {
            Log.Warning(logger, LoopExplanation.For(evidence.Cause).Code, LoopExplanation.Details(evidence, peer));
        }
    }

    private static bool First(ref int said) => Volatile.Read(ref said) == 0 && Interlocked.Exchange(ref said, 1) == 0;
}
