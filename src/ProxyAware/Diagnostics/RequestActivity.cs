using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ProxyAware.Diagnostics;

/// <summary>Writes the decision onto the current activity, where somebody records it. No addresses: they are personal data, and traces go far.</summary>
internal static class RequestActivity
{
    public static void Tag(ProxyResolution resolution)
    {
        if (Activity.Current is { } activity && IsRecorded(activity))
        {
            Write(activity, resolution);
        }
    }

    public static void TagRefusal(string code)
    {
        if (Activity.Current is { } activity && IsRecorded(activity))
        {
            activity.SetTag("proxyaware.refusal", code);
        }
    }

    /// <summary>The host makes an activity for its log scopes as well, to which nobody listens.</summary>
    private static bool IsRecorded(Activity activity) => activity.IsAllDataRequested && activity.Source.HasListeners();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Write(Activity activity, ProxyResolution resolution)
    {
        activity.SetTag("proxyaware.client.quality", resolution.ClientQuality.ToString());
        activity.SetTag("proxyaware.reason", resolution.Reason.ToString());
        activity.SetTag("proxyaware.peer.trusted", resolution.PeerTrusted);
        activity.SetTag("proxyaware.hops", resolution.AcceptedHop);
    }
}
