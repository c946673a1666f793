using System.Text;
using ProxyAware.Configuration;

namespace ProxyAware.Diagnostics;

/// <summary>Says once, when the host starts, what is in force.</summary>
internal static class StartLog
{
    public static void Write(ILogger logger, ProxyAwarePolicy policy)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            Log.Started(logger, Describe(policy));
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

    private static string Describe(ProxyAwarePolicy policy)
    {
        var trust = policy.Resolver.Trust;
        var plan = policy.Resolver.Plan;
        var text = new StringBuilder("ProxyAware is in force.");
        Line(text, "Trusted proxies", trust.Kind switch
        {
            ProxyTrustKind.Nobody => "none; every client is whoever connects",
            ProxyTrustKind.HopCount => $"{trust.HopCount} hop(s), the nearest from {trust.Peers}",
            ProxyTrustKind.Anybody => "EVERYBODY",
            _ => trust.ToString(),
        });
        if (trust.Kind != ProxyTrustKind.Nobody)
        {
            Line(text, "Client address", plan.ForHeader ?? "not read");
            Line(text, "Scheme", policy.Transport.ForTlsProxy ? "https (ForTlsProxy)" : plan.ProtocolHeader ?? "not read");
            Line(text, "Host, port, prefix", $"{plan.HostHeader ?? "not read"}, {plan.PortHeader ?? "not read"}, {plan.PrefixHeader ?? "not read"}");
        }

        Line(text, "Public URL", policy.Hosts.PublicUrl?.ToString() ?? "not set");
        Line(text, "Hosts", policy.Hosts.Allowed.IsEmpty ? "any" : string.Join(", ", policy.Hosts.Allowed.Entries));
        Line(text, "Root", policy.Root.IsDynamic ? $"as {policy.Root.PrefixHeader} says" : $"{policy.Root.Root} ({policy.Root.Mode})");
        Line(text, "Clear text", policy.Transport.AllowUnencrypted switch
        {
            true => "served",
            false => "refused",
            null => policy.Transport.HttpsKnown ? "refused, because the settings speak of https" : "refused if the app listens on https",
        });
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string value) => text.AppendLine().Append("  ").Append(name).Append(": ").Append(value);
}
