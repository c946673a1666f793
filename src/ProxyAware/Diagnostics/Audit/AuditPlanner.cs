using ProxyAware.Configuration;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>Decides what a run forges, once it is known what the proxies send by themselves.</summary>
internal static class AuditPlanner
{
    public static IEnumerable<(ProbeKind Kind, IReadOnlyList<ForgedHeader> Headers)> Plan(AuditRun run, ProxyAwarePolicy policy, ProbeObservation baseline)
    {
        var plan = policy.Resolver.Plan;
        var groups = AuditedHeaders.Forwarding(plan).Concat(run.Identity ? AuditedHeaders.Identity(plan) : []);
        foreach (var names in groups.Where(names => names.Count > 0))
        {
            yield return (ProbeKind.Headers, [.. names.Select(Forge)]);
        }

        yield return (ProbeKind.WebSocket, []);
        yield return (ProbeKind.RedirectStart, []);
        yield return (ProbeKind.RedirectEnd, []);

        ForgedHeader Forge(string name) =>
            run.Forger.Make(name, AuditedHeaders.MeaningOf(plan, name), baseline.Of(name), baseline.Decision.Scheme, plan.ProtocolValue);
    }
}
