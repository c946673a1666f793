using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;
using ProxyAware.Forwarding;
using ProxyAware.Origins;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>
/// Says why an origin was refused: what came, what is allowed and where that comes from, and the line to paste. Each cause is a warning once, up to a
/// fixed number; a client can cause refusals at will, so everything after that is only counted.
/// </summary>
/// <param name="logger">Where it is said.</param>
/// <param name="metrics">Where it is counted; null: nowhere.</param>
/// <param name="traffic">Where it is watched for what it shows about the set-up.</param>
internal sealed class OriginRefusals(ILogger logger, ProxyAwareMetrics? metrics, TrafficObserver traffic)
{
    private const int MaxCauses = 64;

    private readonly ConcurrentDictionary<(OriginSubject Subject, OriginReason Reason, string Origin), bool> _said = new();

    public void Refused(HttpContext context, ProxyAwareFeature feature, OriginSubject subject, OriginReason reason, bool enforced, bool isDevelopment)
    {
        metrics?.Refused(subject == OriginSubject.Handshake ? "websocket" : "unsafe_method", Name(reason), enforced);
        ObserveTraffic(context, feature, reason);
        var received = Received(context.Request.Headers.Origin);
        var isNew = _said.Count < MaxCauses && _said.TryAdd((subject, reason, received), true);
        var level = isNew ? LogLevel.Warning : LogLevel.Debug;
        if (logger.IsEnabled(level))
        {
            Log.OriginRefused(
                logger,
                level,
                Refusal.For(reason).Code,
                subject == OriginSubject.Handshake ? "A WebSocket handshake" : "An unsafe request",
                enforced ? "was refused" : "would be refused",
                Explain(reason),
                received,
                Allowed(feature, isDevelopment),
                ToPaste(reason, context.Request.Headers.Origin, feature));
        }
    }

    private void ObserveTraffic(HttpContext context, ProxyAwareFeature feature, OriginReason reason)
    {
        if (reason == OriginReason.UpgradeLost)
        {
            traffic.UpgradeLost(feature, context);
        }
        else if (OwnPages.Find(feature, context.Request) is { } origin)
        {
            traffic.OwnPagesRefused(origin, feature, context);
        }
    }

    private static string Received(StringValues origins) => origins.Count switch
    {
        0 => "none",
        1 => $"'{SafeText.Quote(origins[0] ?? "")}'",
        _ => $"{origins.Count} headers",
    };

    private static string Name(OriginReason reason) => reason switch
    {
        OriginReason.Missing => "missing",
        OriginReason.Several => "several",
        OriginReason.Empty => "empty",
        OriginReason.Null => "null",
        OriginReason.Malformed => "malformed",
        OriginReason.CrossSite => "cross_site",
        OriginReason.Rebinding => "rebinding",
        OriginReason.InvalidHandshake => "invalid_handshake",
        OriginReason.UpgradeLost => "upgrade_lost",
        _ => "not_listed",
    };

    private static string Explain(OriginReason reason) => reason switch
    {
        OriginReason.Missing => "it has no Origin and no Authorization header",
        OriginReason.Several => "it has several Origin headers",
        OriginReason.Empty => "its Origin is empty",
        OriginReason.Null => "its Origin is 'null': a sandboxed page, a local file or a redirect between sites",
        OriginReason.Malformed => "its Origin is not of the form scheme://host[:port]",
        OriginReason.CrossSite => "the browser says that another site sent it",
        OriginReason.Rebinding => "its Origin is the app's own only by a name that nobody configured and that came over clear text",
        OriginReason.InvalidHandshake => "it is no valid handshake",
        OriginReason.UpgradeLost => "it has a key and no Upgrade header, which a proxy must have removed",
        _ => "its Origin is not allowed",
    };

    private static string Allowed(ProxyAwareFeature feature, bool isDevelopment)
    {
        var policy = feature.Policy;
        var own = OriginGate.OwnOriginOf(feature, isDevelopment);
        string?[] parts =
        [
            policy.Hosts.PublicUrl is { } url ? $"{url.Scheme}://{url.Authority} (PublicUrl)" : null,
            own.Host is null ? null : $"{own.Scheme}://{SafeText.Quote(own.Host)} (the request's own)",
            policy.Origins.Allowlist.Entries.Count > 0 ? $"{string.Join(' ', policy.Origins.Allowlist.Entries.Take(20))} (Origins)" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string ToPaste(OriginReason reason, StringValues origins, ProxyAwareFeature feature) => reason switch
    {
        OriginReason.Missing => $"\"{nameof(ProxyAwareOptions.AllowMissingOrigin)}\": true",
        OriginReason.Rebinding => $"\"{nameof(ProxyAwareOptions.AllowedHosts)}\": \"{SafeText.Quote(feature.EffectiveHost.Host.Host)}\"",
        OriginReason.UpgradeLost => $"nothing here; in the proxy: {ProxyLines.Upgrade}",
        OriginReason.NotListed when OriginText.TryParse(origins[0], out _) => $"\"{nameof(ProxyAwareOptions.Origins)}\": \"{origins[0]}\"",
        _ => "nothing; it should not come from a page of yours",
    };
}
