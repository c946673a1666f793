using ProxyAware.Forwarding;
using ProxyAware.Origins;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>Reads a probe as it arrived, before anything is removed from it.</summary>
internal static class ProbeReader
{
    /// <summary>What stands for a value that is none of the audit's business: the user's own name and tokens.</summary>
    public const string Withheld = "(withheld)";

    public static ProbeObservation Read(AuditProbe probe, HttpContext context, ProxyAwareFeature feature, bool isHandshake, bool isDevelopment)
    {
        var plan = feature.Policy.Resolver.Plan;
        var headers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        if (probe.Kind == ProbeKind.Baseline)
        {
            foreach (var name in AuditedHeaders.Forwarding(plan).SelectMany(names => names))
            {
                headers[name] = HeaderElements.Split(context.Request.Headers[name]);
            }
        }

        foreach (var forged in probe.Headers)
        {
            var elements = HeaderElements.Split(context.Request.Headers[forged.Name]);
            headers[forged.Name] = forged.Meaning is HeaderMeaning.Identity or HeaderMeaning.SignedIdentity
                ? [.. elements.Select(e => forged.Is(e) ? e : Withheld)]
                : elements;
        }

        var origin = isHandshake && feature.Policy.Origins.Mode == OriginMode.Enforce
            ? OriginGate.Judge(OriginSubject.Handshake, context, feature, isDevelopment)
            : OriginCheck.Allow(OriginReason.OwnOrigin);
        return new()
        {
            Headers = headers,
            Decision = ProbeDecision.From(feature),
            Peer = feature.Peer.ToString(),
            IsHandshake = isHandshake,
            OriginRefused = origin.Allowed ? null : origin.Reason,
        };
    }
}
