using ProxyAware.Configuration;
using ProxyAware.Upstream;

namespace ProxyAware.Diagnostics.Start;

/// <summary>Says once, when the host starts, what is in force.</summary>
internal static class StartLog
{
    private const int MaxEntries = 20;

    private const string NotRead = "not read";

    /// <param name="logger">Where to.</param>
    /// <param name="policy">The settings in force.</param>
    /// <param name="upstreams">The policies of the upstreams. What they warn of was said when they were compiled.</param>
    public static void Write(ILogger logger, ProxyAwarePolicy policy, IReadOnlyList<UpstreamPolicy> upstreams)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            var plan = policy.Resolver.Plan;
            Log.Started(
                logger,
                TrustedProxies(policy.Resolver.Trust),
                plan.ForHeader ?? NotRead,
                policy.Transport.ForTlsProxy ? "https (ForTlsProxy)" : plan.ProtocolHeader ?? NotRead,
                $"{plan.HostHeader ?? NotRead}, {plan.PortHeader ?? NotRead}, {plan.PrefixHeader ?? NotRead}",
                policy.Hosts.PublicUrl?.ToString() ?? "not set",
                policy.Hosts.Allowed.IsEmpty ? "any" : List(policy.Hosts.Allowed.Entries),
                policy.Root.IsDynamic ? $"as {policy.Root.PrefixHeader} says" : $"{policy.Root.Root} ({policy.Root.Mode})",
                Origins(policy),
                ClearText(policy),
                List(upstreams.Select(u => $"{u.Name} ({u.Verification})")) is { Length: > 0 } names ? names : "none",
                List(policy.Notices.Concat(upstreams.SelectMany(u => u.Notices)).Where(n => n.IsWarning).Select(n => n.Code).Distinct(StringComparer.Ordinal)) is { Length: > 0 } codes ? codes : "none");
        }

        WriteNotices(logger, policy.Notices);
    }

    public static void WriteNotices(ILogger logger, IEnumerable<StartNotice> notices)
    {
        foreach (var notice in notices)
        {
            if (notice.IsWarning)
            {
                Log.Warning(logger, notice.Code, notice.Text);
            }
            else
            {
                Log.Notice(logger, notice.Code, notice.Text);
            }
        }
    }

    private static string TrustedProxies(ProxyTrust trust) => trust.Kind switch
    {
        ProxyTrustKind.Nobody => "none; every client is whoever connects",
        ProxyTrustKind.HopCount => $"{trust.HopCount} hop(s), the nearest from {trust.Peers}",
        ProxyTrustKind.Anybody => "EVERYBODY",
        _ => trust.ToString(),
    };

    private static string Origins(ProxyAwarePolicy policy)
    {
        var allowlist = policy.Origins.Allowlist;
        var allowed = allowlist.AllowsAny ? "ANY" : allowlist.Entries.Count == 0 ? "the app's own" : $"the app's own, {List(allowlist.Entries)}";
        return policy.Origins.Mode switch
        {
            OriginMode.Off => "not checked",
            OriginMode.Report => $"{allowed}; others are reported only",
            _ => allowed,
        };
    }

    private static string ClearText(ProxyAwarePolicy policy) => policy.Transport.AllowUnencrypted switch
    {
        true => "served",
        false => "refused",
        null => policy.Transport.HttpsKnown ? "refused, because the settings speak of https" : "refused if the app listens on https",
    };

    private static string List(IEnumerable<string> entries)
    {
        var all = entries.ToList();
        return all.Count <= MaxEntries ? string.Join(", ", all) : $"{string.Join(", ", all.Take(MaxEntries))} and {all.Count - MaxEntries} more";
    }
}
