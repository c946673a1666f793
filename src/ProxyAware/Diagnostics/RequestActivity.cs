using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ProxyAware.Diagnostics;

/// <summary>Writes the decision onto the current activity, where somebody records it. No addresses: they are personal data, and traces go far.</summary>
internal static class RequestActivity
{
    public static void Tag(ProxyResolution resolution)
    {
        if (Activity.Current is { IsAllDataRequested: true } activity)
        {
            Write(activity, resolution);
        }
    }

    public static void TagRefusal(string code)
    {
        if (Activity.Current is { IsAllDataRequested: true } activity)
        {
            activity.SetTag("proxyaware.refusal", code);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Write(Activity activity, ProxyResolution resolution)
    {
        activity.SetTag("proxyaware.client.quality", resolution.ClientQuality.ToString());
        activity.SetTag("proxyaware.reason", resolution.Reason.ToString());
        activity.SetTag("proxyaware.peer.trusted", resolution.PeerTrusted);
        activity.SetTag("proxyaware.hops", resolution.AcceptedHop);
    }
}
